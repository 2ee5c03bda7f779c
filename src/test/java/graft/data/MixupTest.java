package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tiny.TinyExamples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example holds its own number and its square, and is a class of its own. */
class MixupTest {

  private static final int COUNT = 6;
  private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4, 5);

  private final Mixup mixup = new Mixup(numbers(), 1, COUNT);

  @Test
  void sharesAddUp() {
    for (Target target : mixup.batch(ALL, 7, 1).targets()) {
      float sum = 0;
      for (float share : shares(target)) {
        assertThat(share).isBetween(0f, 1f);
        sum += share;
      }
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void inputsAreMixedAsTargetsAre() {
    Batch batch = mixup.batch(ALL, 7, 1);
    float[] mixed = ((FloatTensor) batch.inputs().get("x")).values();

    for (int i = 0; i < COUNT; i++) {
      float[] shares = shares(batch.targets().get(i));
      float number = 0;
      float square = 0;
      for (int j = 0; j < COUNT; j++) {
        number += shares[j] * j;
        square += shares[j] * j * j;
      }
      assertThat(mixed[2 * i]).isCloseTo(number, within(1e-5f));
      assertThat(mixed[2 * i + 1]).isCloseTo(square, within(1e-5f));
    }
  }

  @Test
  void oneShareABatch() {
    Set<Float> own = new HashSet<>();
    Batch batch = mixup.batch(ALL, 7, 1);
    for (int i = 0; i < COUNT; i++) {
      float share = shares(batch.targets().get(i))[i];
      if (share < 1) {
        own.add(share);
      }
    }

    assertThat(own).hasSize(1);
  }

  @Test
  void sameDrawMixesAlike() {
    Batch first = mixup.batch(ALL, 7, 1);

    assertThat(mixup.batch(ALL, 7, 1).targets()).isEqualTo(first.targets());
    assertThat(mixup.batch(ALL, 7, 1).inputs()).isEqualTo(first.inputs());
    assertThat(mixup.batch(ALL, 7, 2).targets()).isNotEqualTo(first.targets());
    assertThat(mixup.batch(ALL, 8, 1).targets()).isNotEqualTo(first.targets());
  }

  /** The mean of Beta(a, a) is 1/2, its variance 1 / (4 (2 a + 1)). */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 3})
  void sharesFollowTheBetaDistribution(double alpha) {
    Mixup of = new Mixup(numbers(), alpha, COUNT);
    List<Double> shares = new ArrayList<>();
    for (int epoch = 1; epoch <= 4000; epoch++) {
      shares.add((double) shares(of.batch(List.of(0, 1), 7, epoch).targets().get(0))[0]);
    }
    List<Double> mixed = shares.stream().filter(share -> share < 1).toList();

    double mean = mixed.stream().mapToDouble(share -> share).average().orElseThrow();
    double variance =
        mixed.stream()
            .mapToDouble(share -> (share - mean) * (share - mean))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(0.03));
    assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.01));
  }

  @Test
  void onlyExampleStaysAsItIs() {
    Batch batch = mixup.batch(List.of(3), 7, 1);

    assertThat(shares(batch.targets().get(0))).containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(batch.inputs().get("x"))
        .isEqualTo(new FloatTensor(new long[] {1, 2}, new float[] {3, 9}));
  }

  @Test
  void integersCannotBeMixed() {
    BatchSource tokens =
        new ExampleBatches(
            numbers().examples(),
            (example, draw) -> Map.of("tokens", new LongTensor(new long[] {1}, new long[] {5})),
            Set.of(),
            1,
            "tokens");

    assertThatThrownBy(() -> new Mixup(tokens, 0.2, COUNT).batch(ALL, 7, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mixup needs 32-bit numbers, received integers in 'tokens'; leave --mixup out");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void alphaOutOfRange(double alpha) {
    assertThatThrownBy(() -> new Mixup(numbers(), alpha, COUNT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mixup must be > 0, received " + alpha);
  }

  @Test
  void mixedFeaturesAreNotThoseOfAnExample() {
    assertThat(mixup.views()).isEqualTo(BatchSource.UNLIMITED);
    assertThat(mixup.fingerprint()).isNotEqualTo(numbers().fingerprint());
  }

  private static float[] shares(Target target) {
    return ((Target.Soft) target).weights().values();
  }

  private static BatchSource numbers() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      examples.add(TinyExamples.example("n" + i, Map.of("x", FloatTensor.of(i, i * i)), i));
    }
    return TinyExamples.source(examples, Set.of());
  }
}
