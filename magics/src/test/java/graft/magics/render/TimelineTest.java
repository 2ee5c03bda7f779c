package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.render.HeatMap.Shade;
import graft.train.FreezeReceipt;
import graft.train.Milestone;
import graft.train.Outcome;
import graft.train.Resources;
import graft.train.TrainingHistory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void stagesThatTrainAreMarkedPhaseByPhase() {
    HeatMap map =
        Timeline.of(
                run(
                    new Milestone(1, "frozen", List.of("fc")),
                    new Milestone(4, "trains from layer4", List.of("layer4", "fc"))))
            .orElseThrow();

    assertThat(map.rows()).containsExactly("stem", "layer4", "fc");
    assertThat(map.columns()).containsExactly("epochs 1 to 3", "from epoch 4");
    assertThat(map.cells().stream().map(row -> row.stream().map(Shade::text).toList()))
        .containsExactly(
            List.of("frozen", "frozen"), List.of("frozen", "trains"), List.of("trains", "trains"));
    assertThat(map.sentence())
        .isEqualTo("which stages trained when: 1 of 3 at first, 2 at the end");
    assertThat(Markup.words(map.svg(), "text")).contains("frozen", "trains", "from epoch 4");
  }

  @Test
  void runThatAlwaysTrainedTheSameHasNone() {
    assertThat(Timeline.of(run(new Milestone(1, "frozen", List.of("fc"))))).isEmpty();
  }

  @Test
  void recordOfAnEarlierVersionHasNone() {
    Milestone frozen = new Milestone(1, "frozen", List.of());
    Milestone all = new Milestone(4, "all layers train", List.of());

    assertThat(Timeline.of(run(frozen, all))).isEmpty();
  }

  private static TrainingHistory run(Milestone... milestones) {
    List<FreezeReceipt.Row> rows =
        List.of(row("stem", false), row("layer4", true), row("fc", true));
    return new TrainingHistory(
        3,
        "run 3",
        "subject",
        "from pretrained weights",
        "validation loss",
        false,
        0,
        List.of(),
        Outcome.FINISHED,
        1,
        Map.of(),
        Map.of(),
        List.of(milestones),
        new FreezeReceipt(rows),
        Resources.UNKNOWN,
        List.of());
  }

  private static FreezeReceipt.Row row(String stage, boolean trained) {
    return new FreezeReceipt.Row(stage, trained, 0, false, 0, "");
  }
}
