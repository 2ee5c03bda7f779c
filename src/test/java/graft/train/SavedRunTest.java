package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavedRunTest {

  @Test
  void drawnWeightsNameTheirSeed() {
    assertThat(run("random-17").randomSeed()).hasValue(17);
    assertThat(run("random--3").randomSeed()).hasValue(-3);
  }

  @Test
  void loadedWeightsHaveNoSeed() {
    assertThat(run("6a09e667").randomSeed()).isEmpty();
  }

  private static SavedRun run(String weights) {
    TrainingHistory history =
        new TrainingHistory(
            1, "", "", "", "loss", false, 0, List.of(), Outcome.FINISHED, 0, Map.of(), Map.of());
    return new SavedRun(
        "",
        "",
        "",
        weights,
        FreezePolicy.backbone(),
        List.of(),
        "",
        "",
        "",
        0,
        "",
        List.of(),
        "",
        "",
        history);
  }
}
