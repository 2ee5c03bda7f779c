package graft.task;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.GraftException;
import graft.backbone.Mode;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Target;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.head.Head;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs a network over examples without gradients and gathers what its heads say. */
public final class Inference {

  /**
   * Examples a batch; fixed, because some operations round differently in other batches. Twice as
   * many took 190 MB more at the peak for ResNet-18 at 224 x 224.
   */
  public static final int BATCH = 16;

  private Inference() {}

  /**
   * Moves a batch's inputs to torch.
   *
   * @param manager owns them
   */
  public static Map<String, NDArray> inputs(Batch batch, NDManager manager) {
    Map<String, NDArray> inputs = new LinkedHashMap<>();
    batch.inputs().forEach((name, tensor) -> inputs.put(name, Transfer.toTorch(tensor, manager)));
    return inputs;
  }

  /**
   * Gathers the outputs of some heads over all examples of a source.
   *
   * @param from index of the first stage to run: what the source gives is that stage's input
   * @return outputs by head name, in the order of the source's examples
   */
  public static Map<String, Outputs> outputs(
      Network network, List<Head> heads, BatchSource source, int from) {
    Map<String, List<float[]>> gathered = new LinkedHashMap<>();
    heads.forEach(head -> gathered.put(head.name(), new ArrayList<>()));
    int size = source.examples().size();
    for (int start = 0; start < size; start += BATCH) {
      List<Integer> indices = range(start, Math.min(start + BATCH, size));
      score(network, heads, source.batch(indices, 0, 0), from, gathered);
    }
    List<String> ids = source.examples().stream().map(example -> example.id()).toList();
    List<Target> targets = source.examples().stream().map(example -> example.target()).toList();
    Map<String, Outputs> outputs = new LinkedHashMap<>();
    gathered.forEach(
        (head, parts) ->
            outputs.put(head, new Outputs(ids, targets, FloatTensor.rows(ids.size(), parts))));
    return outputs;
  }

  private static void score(
      Network network,
      List<Head> heads,
      Batch batch,
      int from,
      Map<String, List<float[]>> gathered) {
    try (NDManager manager = Torch.newManager(network.device())) {
      int stages = network.backbone().stages().size();
      Map<String, NDArray> maps = network.run(inputs(batch, manager), from, stages, Mode.INFERENCE);
      for (Head head : heads) {
        float[] scores = network.score(maps, head, Mode.INFERENCE).toFloatArray();
        requireFinite(scores, batch.ids());
        gathered.get(head.name()).add(scores);
      }
    }
  }

  /** Softmax would make NaN of all of a row, and argmax its first class. */
  private static void requireFinite(float[] scores, List<String> ids) {
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isFinite(scores[i])) {
        throw new GraftException(
            "what a network says must be finite numbers, received %s for %s; its weights or the numbers it computes in do not fit: load sound ones with %%pretrained"
                .formatted(scores[i], ids.get(i / (scores.length / ids.size()))));
      }
    }
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
