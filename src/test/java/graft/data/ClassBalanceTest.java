package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassBalanceTest {

  /** Of three classes: the second has no example. */
  private static final BatchSource UNEVEN = examples(90, 0, 10);

  @Test
  void classesCountAlikeAndExamplesCountOneOnAverage() {
    float[] weights = ClassBalance.weighted(UNEVEN, 3).batch(all(UNEVEN), 7, 1).weights();

    assertThat(sum(weights, 0, 90)).isCloseTo(50, within(1e-4));
    assertThat(sum(weights, 90, 100)).isCloseTo(50, within(1e-4));
    assertThat(weights[95]).isCloseTo(9 * weights[5], within(1e-5f));
  }

  @Test
  void weightsGoWithTheirExamples() {
    Batch batch = ClassBalance.weighted(UNEVEN, 3).batch(List.of(95, 5), 7, 1);

    assertThat(batch.ids()).containsExactly("95", "5");
    assertThat(batch.weights()).containsExactly(5, (float) (100.0 / 180));
  }

  @Test
  void weightsMultiplyThoseThatAreThere() {
    BatchSource twice = ClassBalance.weighted(ClassBalance.weighted(UNEVEN, 3), 3);

    assertThat(twice.batch(List.of(95), 7, 1).weights()).containsExactly(25);
  }

  @Test
  void weightedBatchesKeepTheirOrder() {
    Draw draw = new Draw(7, "order", 1, "examples");

    assertThat(ClassBalance.weighted(UNEVEN, 3).order(draw)).isEqualTo(UNEVEN.order(draw));
  }

  @Test
  void sampledOrderDrawsClassesAlike() {
    BatchSource many = examples(9_000, 500, 500);

    List<Integer> order = order(many, 7, 1);

    assertThat(order).hasSize(10_000);
    assertThat(share(order, 0, 9_000)).isCloseTo(1 / 3.0, within(0.02));
    assertThat(share(order, 9_000, 9_500)).isCloseTo(1 / 3.0, within(0.02));
    assertThat(share(order, 9_500, 10_000)).isCloseTo(1 / 3.0, within(0.02));
  }

  @Test
  void sampledOrderDrawsTheExamplesOfAClassAlike() {
    List<Integer> order = new ArrayList<>();
    for (int epoch = 1; epoch <= 200; epoch++) {
      order.addAll(order(UNEVEN, 7, epoch));
    }

    for (int rare = 90; rare < 100; rare++) {
      assertThat(share(order, rare, rare + 1)).isCloseTo(0.05, within(0.01));
    }
  }

  @Test
  void sampledOrderDependsOnSeedAndEpochOnly() {
    List<Integer> order = order(UNEVEN, 7, 1);

    assertThat(order(UNEVEN, 7, 1)).isEqualTo(order);
    assertThat(order(UNEVEN, 7, 2)).isNotEqualTo(order);
    assertThat(order(UNEVEN, 8, 1)).isNotEqualTo(order);
  }

  @Test
  void sampledExamplesCountAsTheyDid() {
    assertThat(ClassBalance.sampled(UNEVEN, 3).batch(List.of(95, 5), 7, 1).weights())
        .containsExactly(1, 1);
  }

  @Test
  void logSharesAreThoseOfTheCounts() {
    double[] shares = ClassBalance.logShares(List.of(75, 25));

    assertThat(shares)
        .containsExactly(new double[] {Math.log(0.75), Math.log(0.25)}, within(1e-12));
    assertThat(ClassBalance.logShares(List.of(4, 0))[1]).isFinite();
  }

  private static List<Integer> order(BatchSource source, long seed, int epoch) {
    return ClassBalance.sampled(source, 3).order(new Draw(seed, "order", epoch, "examples"));
  }

  private static List<Integer> all(BatchSource source) {
    return IntStream.range(0, source.examples().size()).boxed().toList();
  }

  private static double sum(float[] weights, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> weights[i]).sum();
  }

  private static double share(List<Integer> order, int from, int to) {
    return order.stream().filter(i -> i >= from && i < to).count() / (double) order.size();
  }

  private static BatchSource examples(int... counts) {
    List<Example> examples = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      for (int i = 0; i < counts[label]; i++) {
        String id = Integer.toString(examples.size());
        examples.add(TinyExamples.example(id, Map.of("x", FloatTensor.of(i)), label));
      }
    }
    return TinyExamples.source(examples, Set.of());
  }
}
