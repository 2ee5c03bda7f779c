package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {

  private static final TrainingHistory TWO_EPOCHS =
      history(2, List.of(epoch(1, 0.5, 0.9), epoch(2, 0.75, 0.8)));

  @Test
  void seriesHaveAValueAnEpoch() {
    assertThat(TWO_EPOCHS.seriesNames()).containsExactly("validation accuracy", "validation loss");
    assertThat(TWO_EPOCHS.series("validation loss")).containsExactly(0.9, 0.8);
  }

  @Test
  void bestValueIsTheDecidingMetricAtTheBestEpoch() {
    assertThat(TWO_EPOCHS.bestValue()).isEqualTo(0.75);
    assertThat(history(0, List.of()).bestValue()).isNaN();
  }

  @Test
  void unknownSeries() {
    assertThatThrownBy(() -> TWO_EPOCHS.series("accuracy"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no series 'accuracy' in this history;"
                + " there are [validation accuracy, validation loss]");
  }

  @Test
  void defaultsKeepTheirOrder() {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (String option : List.of("--metric", "--epochs", "--lr", "--augment", "--batch")) {
      defaults.put(option, "");
    }

    TrainingHistory history =
        new TrainingHistory(
            1, "", "", "", "", true, 0, List.of(), Outcome.FINISHED, 0, defaults, defaults);

    assertThat(history.defaults().keySet()).containsExactlyElementsOf(defaults.keySet());
    assertThat(history.record().keySet()).containsExactlyElementsOf(defaults.keySet());
  }

  private static TrainingHistory history(int best, List<EpochValues> epochs) {
    return new TrainingHistory(
        1,
        "run 1",
        "",
        "",
        "validation accuracy",
        true,
        best,
        epochs,
        Outcome.FINISHED,
        1,
        Map.of(),
        Map.of());
  }

  private static EpochValues epoch(int number, double accuracy, double loss) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("validation accuracy", accuracy);
    values.put("validation loss", loss);
    return new EpochValues(number, 1, 1e-3, values);
  }
}
