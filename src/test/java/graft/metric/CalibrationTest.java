package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import graft.metric.Calibration.Bin;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

  private static final Offset<Double> ROUNDING = within(1e-12);

  static Stream<JsonNode> cases() {
    return Reference.cases("calibration");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void binsAreThoseOfScikitLearn(JsonNode expected) {
    double[] confidences = Reference.doubles(expected.get("confidences"));
    boolean[] hits = booleans(expected.get("hits"));

    Calibration calibration = Calibration.of(confidences, hits, expected.get("bins").asInt(), 42);

    List<Bin> filled = calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    assertThat(calibration.bins().stream().mapToInt(Bin::count).toArray())
        .isEqualTo(Reference.ints(expected.get("counts")));
    assertThat(filled.stream().mapToDouble(Bin::confidence).toArray())
        .containsExactly(Reference.doubles(expected.get("confidence")), ROUNDING);
    assertThat(filled.stream().mapToDouble(Bin::accuracy).toArray())
        .containsExactly(Reference.doubles(expected.get("accuracy")), ROUNDING);
    assertThat(calibration.error().value()).isCloseTo(expected.get("error").asDouble(), ROUNDING);
  }

  /** Two of 0.5 and 0.6, one right: |0.5 - 0.55|. Three of 1.0, two right: |2/3 - 1|. */
  @Test
  void handfulOfExamples() {
    double[] confidences = {0.5, 0.6, 1, 1, 1};
    boolean[] hits = {true, false, true, true, false};

    Calibration calibration = Calibration.of(confidences, hits, 2, 42);

    assertThat(calibration.bins().get(0)).isEqualTo(new Bin(0, 0.5, 1, 0.5, 1));
    assertThat(calibration.bins().get(1).count()).isEqualTo(4);
    assertThat(calibration.bins().get(1).confidence()).isCloseTo(0.9, ROUNDING);
    assertThat(calibration.bins().get(1).accuracy()).isEqualTo(0.5);
    assertThat(calibration.error().value()).isCloseTo(0.2 * 0.5 + 0.8 * 0.4, ROUNDING);
  }

  @Test
  void emptyBinsSayNothingButWhereTheyLie() {
    Calibration calibration = Calibration.of(new double[] {0.9}, new boolean[] {true}, 4, 42);

    assertThat(calibration.bins())
        .startsWith(
            new Bin(0, 0.25, 0, Double.NaN, Double.NaN),
            new Bin(0.25, 0.5, 0, Double.NaN, Double.NaN));
    assertThat(calibration.error().value()).isCloseTo(0.1, ROUNDING);
  }

  @Test
  void boundBelongsToTheBinBelowAndZeroToTheFirst() {
    boolean[] hits = {true, true, true};

    Calibration calibration = Calibration.of(new double[] {0, 0.5, 1}, hits, 2, 42);

    assertThat(calibration.bins()).extracting(Bin::count).containsExactly(2, 1);
  }

  /** Where outcomes are as likely as the confidences say, only chance makes an error. */
  @Test
  void errorOfAPerfectlyCalibratedClassifierIsWhatIsExpectedOfOne() {
    SplittableRandom random = new SplittableRandom(7);
    double[] confidences = random.doubles(2000, 0.4, 1).toArray();
    boolean[] hits = new boolean[confidences.length];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = random.nextDouble() < confidences[i];
    }

    Calibration calibration = Calibration.of(confidences, hits, Calibration.BINS, 42);

    assertThat(calibration.error().value()).isCloseTo(calibration.ofPerfect(), within(0.015));
    assertThat(calibration.ofPerfect()).isBetween(0.01, 0.04);
  }

  /** Of n fair coins with confidence 1/2 the mean of |hits / n - 1/2| is sqrt(1 / (2 pi n)). */
  @Test
  void expectedErrorOfFairCoins() {
    double[] confidences = new double[400];
    Arrays.fill(confidences, 0.5);

    Calibration calibration = Calibration.of(confidences, new boolean[400], 1, 42);

    assertThat(calibration.ofPerfect())
        .isCloseTo(Math.sqrt(1 / (2 * Math.PI * 400)), within(1.5e-3));
    assertThat(calibration.error().value()).isEqualTo(0.5);
    assertThat(calibration.error().high()).isBetween(0.5 + 1.96 * 0.025, 0.6);
  }

  @Test
  void intervalHoldsTheErrorAndTheSeedChoosesWhatIsDrawn() {
    double[] confidences = new SplittableRandom(7).doubles(60, 0.4, 1).toArray();
    boolean[] hits = new boolean[60];
    Arrays.fill(hits, 0, 30, true);

    Calibration calibration = Calibration.of(confidences, hits, Calibration.BINS, 42);

    assertThat(calibration.error().low()).isLessThan(calibration.error().value());
    assertThat(calibration.error().high()).isGreaterThan(calibration.error().value());
    assertThat(Calibration.of(confidences, hits, Calibration.BINS, 42)).isEqualTo(calibration);
    assertThat(Calibration.of(confidences, hits, Calibration.BINS, 43)).isNotEqualTo(calibration);
  }

  @Test
  void lengthsThatDiffer() {
    assertThatThrownBy(() -> Calibration.of(new double[2], new boolean[3], 15, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "calibration needs a confidence and an outcome an example, and bins >= 1,"
                + " received 2, 3 and 15");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void confidenceThatIsNoProbability(double confidence) {
    assertThatThrownBy(() -> Calibration.of(new double[] {confidence}, new boolean[1], 15, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confidence must be from 0 to 1, received " + confidence);
  }

  private static boolean[] booleans(JsonNode list) {
    List<Boolean> values =
        StreamSupport.stream(list.spliterator(), false).map(JsonNode::asBoolean).toList();
    boolean[] booleans = new boolean[values.size()];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] = values.get(i);
    }
    return booleans;
  }
}
