package graft.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import graft.backbone.Mode;
import graft.backbone.ParameterSpec;
import graft.engine.Descent;
import graft.engine.Gradients;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.head.Head;
import graft.task.Losses;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Trains all layers of ResNet-18 on one batch: {@code FOLDER PRECISION BATCH}. */
final class StepBench {

  private static final int CURVE = 5;
  private static final double RATE = 1e-4;
  private static final double WEIGHT_DECAY = 0.01;

  private final Network network;
  private final FloatTensor pixels;
  private final int[] classes;
  private final float[] weights;
  private final Mode mode;
  private final List<NDArray> parameters;
  private final List<NDArray> moments = new ArrayList<>();
  private long steps;

  private StepBench(Network network, FloatTensor pixels, Precision precision) {
    this.network = network;
    this.pixels = pixels;
    this.classes = new int[(int) pixels.shape()[0]];
    Arrays.setAll(classes, i -> i % BenchNetwork.CLASSES);
    this.weights = new float[classes.length];
    Arrays.fill(weights, 1);
    Set<String> norms = new LinkedHashSet<>();
    network.backbone().stages().forEach(stage -> norms.addAll(stage.norms()));
    this.mode = new Mode(norms, precision);
    this.parameters =
        network.parameters().stream()
            .filter(ParameterSpec::learned)
            .map(spec -> network.tensors().get(spec.name()))
            .toList();
    parameters.forEach(parameter -> parameter.setRequiresGradient(true));
  }

  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    Precision precision = Precision.valueOf(words[1]);
    Torch.threads(Runtime.getRuntime().availableProcessors());
    try (Network network = BenchNetwork.read(folder);
        NDManager manager = Torch.newManager(network.device());
        SafeTensors file =
            SafeTensors.open(folder.resolve("pixels-" + words[2] + ".safetensors"))) {
      StepBench bench = new StepBench(network, file.floats("pixels"), precision);
      bench.moments.addAll(Descent.state(bench.parameters, manager));
      bench.moments.addAll(Descent.state(bench.parameters, manager));
      double[] curve = new double[CURVE];
      Arrays.setAll(curve, i -> bench.step());
      Turns.say(curve);
      Turns.take(bench::step);
    }
  }

  private double step() {
    steps++;
    try (NDManager scratch = Torch.newManager(network.device())) {
      NDArray loss;
      NDList gradients;
      try (Gradients recording = Gradients.record()) {
        loss = loss(scratch);
        gradients = recording.of(loss, parameters);
      }
      Descent.adamW(parameters, gradients, moments, new Descent.AdamW(steps, RATE, WEIGHT_DECAY));
      return loss.toFloatArray()[0];
    }
  }

  private NDArray loss(NDManager scratch) {
    int stages = network.backbone().stages().size();
    Head head = network.heads().get(0);
    Map<String, NDArray> inputs = Map.of("pixels", Transfer.toTorch(pixels, scratch));
    Map<String, NDArray> maps = network.run(inputs, 0, stages, mode);
    return Losses.crossEntropy(network.score(maps, head, mode), classes, weights);
  }
}
