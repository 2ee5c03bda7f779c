package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassBalanceTest {

  /** Of three classes: the second has no example. */
  private static final BatchSource UNEVEN = examples(90, 0, 10);

  @Test
  void classesCountAlikeAndExamplesCountOneOnAverage() {
    float[] weights = ClassBalance.weights(List.of(90, 0, 10));

    assertThat(90 * weights[0]).isCloseTo(50, within(1e-4f));
    assertThat(10 * weights[2]).isCloseTo(50, within(1e-4f));
    assertThat(weights[1]).isEqualTo(1);
  }

  /** What mixing leaves of each class in a whole epoch, times its weight, is a third of all. */
  @Test
  void mixedClassesCountAlike() {
    BatchSource uneven = examples(60, 30, 10);
    float[] weights = ClassBalance.weights(List.of(60, 30, 10));
    double[] mass = new double[3];

    for (int epoch = 1; epoch <= 200; epoch++) {
      for (Target target : new Mixup(uneven, 0.4, 3).batch(all(uneven), 7, epoch).targets()) {
        float[] shares = ((Target.Soft) target).weights().values();
        for (int k = 0; k < mass.length; k++) {
          mass[k] += weights[k] * shares[k];
        }
      }
    }

    double all = DoubleStream.of(mass).sum();
    assertThat(DoubleStream.of(mass).map(each -> each / all).toArray())
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-4));
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
