package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;

import graft.metric.ErrorSource.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A small part of the simulation. With 300 data sets of fixed seeds an interval that holds in 95 %
 * is above the limit; the percentile bootstrap, which these intervals replaced, held in 14 to 71 %.
 */
class IntervalSimulationTest {

  private static final double LIMIT = 0.93;

  private final IntervalSimulation simulation = new IntervalSimulation(1000);

  @ParameterizedTest
  @CsvSource({"8, 2, 0.98", "60, 3, 0.9", "300, 10, 0.98", "300, 2, 0.5"})
  void intervalsOfMetricsHold(int n, int classes, double accuracy) {
    for (Errors errors : Errors.values()) {
      simulation
          .metrics(n, ErrorSource.of(classes, 2, errors, accuracy))
          .forEach((name, tally) -> assertThat(tally.coverage()).as(name).isGreaterThan(LIMIT));
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 2", "60, 3"})
  void verdictsByMacroF1AreRarelyWrong(int n, int classes) {
    ErrorSource first = ErrorSource.of(classes, 2, Errors.EVEN, 0.9);
    ErrorSource second = IntervalSimulation.equal(first, 2, Errors.ONE_TARGET);

    IntervalSimulation.Verdicts verdicts = simulation.verdicts(n, first, second, 0.5);

    assertThat(verdicts.wrong()).isLessThan(0.05);
    assertThat(verdicts.coverage()).isGreaterThan(LIMIT);
  }

  @ParameterizedTest
  @CsvSource({"2", "8", "60", "200"})
  void lossesAreHeldOrNotSaid(int n) {
    LossSource.all()
        .forEach(
            (name, source) -> {
              IntervalSimulation.Losses losses = simulation.losses(n, source);
              assertThat(losses.tally().coverage()).as(name).isGreaterThan(LIMIT);
              assertThat(losses.wrong()).as(name).isLessThan(0.05);
            });
  }

  @Test
  void calibrationErrorIsHeld() {
    assertThat(simulation.calibration(60, 0.1).coverage()).isGreaterThan(LIMIT);
    assertThat(simulation.calibration(60, 0).coverage()).isGreaterThan(LIMIT);
  }
}
