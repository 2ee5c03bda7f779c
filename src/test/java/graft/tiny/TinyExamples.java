package graft.tiny;

import graft.data.BatchSource;
import graft.data.Example;
import graft.data.ExampleBatches;
import graft.data.Source;
import graft.data.Target;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labelled noise that can be told apart. */
public final class TinyExamples {

  /** How much brighter the channel of a picture's class is. */
  private static final float BRIGHTER = 1;

  private TinyExamples() {}

  /** Returns square pictures, each brighter in the channel of its class; at most three classes. */
  public static ExampleBatches pictures(int count, int classes, int size, long seed) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FloatTensor pixels = picture(i % classes, size, 1000 * seed + i);
      examples.add(example(seed + "/" + i, Map.of("pixels", pixels), i % classes));
    }
    return source(examples, Set.of());
  }

  /** Returns the same pictures under the next class's label. */
  public static ExampleBatches mislabelled(BatchSource right, int classes) {
    List<Example> wrong =
        right.examples().stream()
            .map(
                example -> {
                  int label = ((Target.OneClass) example.target()).index();
                  Target target = new Target.OneClass((label + 1) % classes);
                  return new Example(example.id(), example.contentHash(), example.source(), target);
                })
            .toList();
    return source(wrong, Set.of());
  }

  /** Returns an example of numbers. */
  public static Example example(String id, Map<String, FloatTensor> tensors, int label) {
    return example(id, tensors, new Target.OneClass(label));
  }

  /** Returns an example of numbers. */
  public static Example example(String id, Map<String, FloatTensor> tensors, Target target) {
    return new Example(id, "hash of " + id, new Source.Numbers(Map.copyOf(tensors)), target);
  }

  /** Reads examples of numbers as they are. */
  public static ExampleBatches source(List<Example> examples, Set<String> sequences) {
    return new ExampleBatches(
        examples,
        (example, draw) -> ((Source.Numbers) example.source()).tensors(),
        sequences,
        1,
        "numbers");
  }

  private static FloatTensor picture(int label, int size, long seed) {
    FloatTensor noise = TinyNoise.normal(seed, 3, size, size);
    for (int i = label * size * size; i < (label + 1) * size * size; i++) {
      noise.values()[i] += BRIGHTER;
    }
    return noise;
  }
}
