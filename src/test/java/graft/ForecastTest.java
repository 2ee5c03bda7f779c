package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.Forecast.PhaseForecast;
import graft.train.EpochValues;
import graft.train.Fit;
import graft.train.FreezeReceipt;
import graft.train.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Offset<Double> EXACTLY = within(1e-9);

  /** Two epochs of 3 s behind 5 s of features, then three of 12 s. */
  private static final Forecast TWO_STEP =
      new Forecast(1, List.of(new PhaseForecast(2, 5, 2, 1), new PhaseForecast(3, 0, 10, 2)), 4, 0);

  @Test
  void everythingIsCounted() {
    assertThat(TWO_STEP.seconds()).isEqualTo(1 + 5 + 2 * 3 + 3 * 12 + 4, EXACTLY);
  }

  @Test
  void whatIsDoneIsLeftOut() {
    assertThat(TWO_STEP.remainingSeconds(after(1, 3), 0)).isEqualTo(3 + 3 * 12 + 4, EXACTLY);
    assertThat(TWO_STEP.remainingSeconds(after(2, 3), 0)).isEqualTo(3 * 12 + 4, EXACTLY);
    assertThat(TWO_STEP.remainingSeconds(after(5, 3), 0)).isEqualTo(4, EXACTLY);
  }

  @Test
  void paceOfTheNewestPhaseCorrectsTheRest() {
    Forecast full = new Forecast(0, List.of(new PhaseForecast(4, 0, 10, 2)), 0, 0);

    assertThat(full.remainingSeconds(after(1, 24), 0)).isEqualTo(3 * 24, EXACTLY);
    assertThat(full.remainingSeconds(after(1, 24), 0.5)).isEqualTo(3 * 24 - 10, EXACTLY);
  }

  /** A head stalls long before its hundredth epoch. */
  @Test
  void openEndIsExpectedAfterAWhileAndPutOffWhileItImproves() {
    Forecast open = new Forecast(0, List.of(new PhaseForecast(100, 0, 1, 0)), 0, 10);

    assertThat(open.seconds()).isEqualTo(25, EXACTLY);
    assertThat(open.remainingSeconds(after(20, 1, 4), 0)).isEqualTo(5, EXACTLY);
    assertThat(open.remainingSeconds(after(20, 1, 20), 0)).isEqualTo(10, EXACTLY);
    assertThat(open.remainingSeconds(after(100, 1, 95), 0)).isEqualTo(0, EXACTLY);
  }

  private static Fit after(int epochs, double seconds) {
    return after(epochs, seconds, epochs);
  }

  private static Fit after(int epochs, double seconds, int best) {
    List<EpochValues> done =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(epoch -> new EpochValues(epoch, seconds, 1e-3, Map.of()))
            .toList();
    return new Fit(
        done,
        "validation accuracy",
        true,
        best,
        Outcome.RUNNING,
        epochs * seconds,
        List.of(),
        FreezeReceipt.NONE,
        List.of());
  }
}
