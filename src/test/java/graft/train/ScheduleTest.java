package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import graft.tiny.Fixture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  /** The factors of a phase's steps, as torch's schedulers give them. */
  record Torchs(String schedule, double warmup, double[] factors) {

    Schedule ours() {
      return switch (schedule) {
        case "one-cycle" -> new Schedule.OneCycle(warmup);
        case "cosine" -> new Schedule.Cosine(warmup);
        default -> new Schedule.Constant(warmup);
      };
    }

    @Override
    public String toString() {
      return "%s of %d steps, warm-up %s".formatted(schedule, factors.length, warmup);
    }
  }

  static List<Torchs> references() throws IOException {
    String json = String.join("\n", Fixture.lines(ScheduleTest.class, "schedules.json"));
    return List.of(new ObjectMapper().readValue(json, Torchs[].class));
  }

  @ParameterizedTest
  @MethodSource("references")
  void factorsAreTorchs(Torchs expected) {
    for (int step = 0; step < expected.factors().length; step++) {
      assertThat(expected.ours().factor(step, expected.factors().length))
          .as("step %s", step)
          .isCloseTo(expected.factors()[step], within(1e-11));
    }
  }

  @Test
  void oneCycleWithoutStepsToRiseBeginsAtItsPeak() {
    Schedule schedule = new Schedule.OneCycle(0.3);

    assertThat(schedule.factor(0, 1)).isEqualTo(1);
    assertThat(schedule.factor(0, 3)).isEqualTo(1);
    assertThat(schedule.factor(2, 3)).isCloseTo(4e-6, within(1e-12));
  }

  @Test
  void warmUpOfLessThanAStepIsNone() {
    assertThat(new Schedule.Constant(0.1).factor(0, 5)).isEqualTo(1);
    assertThat(new Schedule.Cosine(0.1).factor(0, 5)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void oneCycleNeedsAWarmUp(double share) {
    assertThatThrownBy(() -> new Schedule.OneCycle(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("warm-up of one-cycle must lie between 0 and 1, received " + share);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -0.1, Double.NaN})
  void warmUpsOutOfRange(double share) {
    String message = "warm-up must be at least 0 and below 1, received " + share;

    assertThatThrownBy(() -> new Schedule.Constant(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> new Schedule.Cosine(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void wordsNameWhatIsNotUsual() {
    assertThat(new Schedule.OneCycle(0.3).words()).isEqualTo("one-cycle");
    assertThat(new Schedule.OneCycle(0.1).words()).isEqualTo("one-cycle, warm-up 0.1");
    assertThat(new Schedule.Cosine(0).words()).isEqualTo("cosine");
    assertThat(new Schedule.Constant(0.1).words()).isEqualTo("constant, warm-up 0.1");
  }
}
