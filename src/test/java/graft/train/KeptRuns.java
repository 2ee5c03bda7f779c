package graft.train;

import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import graft.weights.SafeTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small runs whose weights say which key they belong to. */
final class KeptRuns {

  private static final int SIZE = 500;

  private KeptRuns() {}

  /** Keeps a run; its number is 0 where it is to get a new one. */
  static SavedRun save(RunStore store, int number, String key, String finished) {
    return store.save(run(number, key, finished), weights(key), weights(key));
  }

  /** Returns whether the best weights of a run are those of its key; opens them. */
  static boolean bringsItsOwn(RunStore store, SavedRun run) {
    try (SafeTensors best = store.open(run.identity())) {
      return best.names().size() == 1
          && best.floats("fc.weight").equals(weights(run.key()).get("fc.weight"));
    }
  }

  private static Map<String, Tensor> weights(String key) {
    float[] values = new float[SIZE];
    Arrays.fill(values, Math.floorMod(key.hashCode(), 1_000_000));
    return Map.of("fc.weight", FloatTensor.of(values));
  }

  private static SavedRun run(int number, String key, String finished) {
    TrainingHistory history =
        new TrainingHistory(
            number,
            "run " + number,
            "graft-nano (frozen) · photos (train 2)",
            "from pretrained weights",
            "validation loss",
            false,
            1,
            List.of(
                new EpochValues(1, 0.25, 1e-3, Map.of("validation loss", 0.5)),
                new EpochValues(2, 0.25, 1e-3, Map.of("validation loss", 0.75))),
            Outcome.FINISHED,
            1.5,
            Map.of("--epochs", "2"),
            Map.of("seed", "42"));
    return new SavedRun(
        key,
        finished,
        "graft-nano",
        "hash",
        FreezePolicy.from("layer4"),
        List.of("beech", "birch"),
        "accuracy",
        "photos",
        "70/15/15",
        42,
        "data hash",
        List.of(0.25f, -0.25f),
        "--epochs 2",
        "",
        history);
  }
}
