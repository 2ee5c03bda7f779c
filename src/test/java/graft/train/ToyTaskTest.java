package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.data.BatchSource;
import graft.data.Example;
import graft.data.Target;
import graft.head.Head;
import graft.task.Inference;
import graft.task.Network;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import graft.tiny.TinyNoise;
import graft.tiny.TinyWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop knows nothing of pictures: two streams, two heads, two terms, unlike lengths. */
class ToyTaskTest {

  private final ToyTask task = new ToyTask();
  private final Network network = TinyWeights.network(ToyTask.backbone(), task.heads());

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void bothTermsFall() {
    Fit fit = fit(30);
    Map<String, Double> first = fit.epochs().get(0).values();
    Map<String, Double> last = fit.epochs().get(29).values();

    for (String term : List.of("cross-entropy", "squared error")) {
      assertThat(last.get("training " + term)).isLessThan(first.get("training " + term) / 2);
      assertThat(last.get("validation " + term)).isLessThan(first.get("validation " + term) / 2);
    }
    assertThat(last.get("validation kinds accuracy")).isGreaterThan(0.9);
  }

  @Test
  void seriesAreNamedByPartStreamAndTerm() {
    assertThat(fit(1).epochs().get(0).values())
        .containsOnlyKeys(
            "training loss",
            "training cross-entropy",
            "training squared error",
            "training kinds accuracy",
            "validation loss",
            "validation cross-entropy",
            "validation squared error",
            "validation kinds accuracy");
  }

  @Test
  void lossIsTheWeightedSumOfItsTerms() {
    Map<String, Double> values = fit(1).epochs().get(0).values();

    assertThat(values.get("validation loss"))
        .isCloseTo(
            values.get("validation cross-entropy") + 0.5 * values.get("validation squared error"),
            within(1e-6));
  }

  @Test
  void paddingDoesNotChangeTheOutput() {
    Example shorter = kind(0, 2);
    Example longer = kind(1, 9);

    float[][] alone = score(List.of(shorter));
    float[][] padded = score(List.of(shorter, longer));

    assertThat(padded[0]).containsExactly(alone[0], within(1e-6f));
    assertThat(padded[1]).isNotEqualTo(padded[0]);
  }

  @Test
  void onlyOneHeadsTaskTrainsWhereTheOtherIsFrozen() {
    Map<String, FloatTensor> before = TinyWeights.copy(network);
    Freezing freezing = new Freezing(Set.of("size.weight", "size.bias"), Set.of());

    new FineTuner(network, task, plan(2).of(network, freezing))
        .fit(streams(0), streams(50), 0, TrainingListener.SILENT);

    Map<String, FloatTensor> after = TinyWeights.copy(network);
    assertThat(after.get("size.weight")).isNotEqualTo(before.get("size.weight"));
    assertThat(after.get("kind.weight")).isEqualTo(before.get("kind.weight"));
    assertThat(after.get("embed.weight")).isEqualTo(before.get("embed.weight"));
  }

  private Fit fit(int epochs) {
    Freezing freezing =
        FreezePolicy.nothing(network.backbone()).resolve(network.backbone(), network.heads());
    return new FineTuner(network, task, plan(epochs).of(network, freezing))
        .fit(streams(0), streams(50), 0, TrainingListener.SILENT);
  }

  private static Sketch plan(int epochs) {
    return new Sketch(epochs, 0, 1e-2, 0, 4, "kinds accuracy");
  }

  /** The second stream is shorter and goes round. */
  static Map<String, BatchSource> streams(int from) {
    List<Example> kinds = new ArrayList<>();
    List<Example> sizes = new ArrayList<>();
    for (int i = from; i < from + 20; i++) {
      kinds.add(kind(i, 2 + i % 5));
    }
    for (int i = from; i < from + 12; i++) {
      sizes.add(size(i, 1 + i % 4));
    }
    Map<String, BatchSource> streams = new LinkedHashMap<>();
    streams.put(ToyTask.KINDS, source(kinds));
    streams.put(ToyTask.SIZES, source(sizes));
    return streams;
  }

  private static BatchSource source(List<Example> examples) {
    return TinyExamples.source(examples, Set.of("steps"));
  }

  /** The first number of every step is 2 more for the second kind. */
  private static Example kind(int i, int length) {
    return TinyExamples.example("kind " + i, Map.of("steps", steps(i, length, 2 * (i % 2))), i % 2);
  }

  private static Example size(int i, int length) {
    float size = i % 3;
    return TinyExamples.example(
        "size " + i,
        Map.of("steps", steps(100 + i, length, size)),
        new Target.Values(FloatTensor.of(size)));
  }

  private static FloatTensor steps(int seed, int length, float shift) {
    FloatTensor steps = TinyNoise.normal(seed, length, ToyTask.WIDTH);
    for (int i = 0; i < steps.size(); i++) {
      steps.values()[i] = 0.1f * steps.values()[i] + (i % ToyTask.WIDTH == 0 ? shift : 0);
    }
    return steps;
  }

  private float[][] score(List<Example> examples) {
    Head head = task.heads(ToyTask.KINDS).get(0);
    Map<String, Outputs> outputs = Inference.outputs(network, List.of(head), source(examples), 0);
    return outputs.get(head.name()).rows();
  }
}
