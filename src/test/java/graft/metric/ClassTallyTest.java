package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassTallyTest {

  static Stream<JsonNode> classifications() {
    return Reference.cases("classifications");
  }

  @ParameterizedTest
  @MethodSource("classifications")
  void scoresEqualScikitLearn(JsonNode expected) {
    int[] truth = Reference.ints(expected.get("truth"));
    int[] predicted = Reference.ints(expected.get("predicted"));
    int[] all = IntStream.range(0, truth.length).toArray();

    ClassTally tally = ClassTally.of(truth, predicted, all, expected.get("classes").asInt());

    assertThat(tally.macroF1()).isCloseTo(expected.get("macroF1").asDouble(), within(1e-12));
    assertThat(tally.balancedAccuracy())
        .isCloseTo(expected.get("balancedAccuracy").asDouble(), within(1e-12));
  }

  @Test
  void onlyTheChosenExamplesCountAndAsOftenAsTheyWereChosen() {
    int[] truth = {0, 1, 1};
    int[] predicted = {0, 1, 0};

    ClassTally tally = ClassTally.of(truth, predicted, new int[] {1, 1, 2}, 2);

    assertThat(tally.balancedAccuracy()).isEqualTo(2 / 3.0);
    assertThat(tally.macroF1()).isEqualTo(0.5 * (0 + 2 * 2 / 5.0));
  }
}
