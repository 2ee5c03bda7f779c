package graft.bench;

import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Example;
import graft.data.ExampleBatches;
import graft.data.Source;
import graft.data.Target;
import graft.engine.Torch;
import graft.feature.EpochRange;
import graft.feature.FeatureCache;
import graft.feature.FeatureExtractor;
import graft.feature.FeatureSpec;
import graft.task.Classification;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import graft.train.FineTuner;
import graft.train.Fit;
import graft.train.FreezePolicy;
import graft.train.Freezing;
import graft.train.Sketch;
import graft.train.TrainingListener;
import graft.train.TrainingPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains ten epochs on 500 pictures with the frozen stages' features kept, these computed anew each
 * time: {@code FOLDER FIRST_TRAINABLE_STAGE}, the stage {@code none} for the head alone. Leaves
 * behind order.txt, the order of the first epoch's pictures.
 */
final class EpochBench {

  private static final int EPOCHS = 10;
  private static final int BATCH = 32;
  private static final int PICTURES = 500;
  private static final int TRAINING = 400;
  private static final double RATE = 1e-4;
  private static final int PIXELS = 3 * BenchNetwork.SIZE * BenchNetwork.SIZE;
  private static final long[] SHAPE = {3, BenchNetwork.SIZE, BenchNetwork.SIZE};

  private final Network network;
  private final Task task;
  private final Freezing freezing;
  private final ByteBuffer pixels;

  private EpochBench(Network network, FreezePolicy policy, ByteBuffer pixels) {
    this.network = network;
    this.task = new Classification(BenchNetwork.CLASSES, network.heads().get(0));
    this.freezing = policy.resolve(network.backbone(), network.heads());
    this.pixels = pixels;
  }

  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    FreezePolicy policy =
        words[1].equals("none") ? FreezePolicy.backbone() : FreezePolicy.from(words[1]);
    Torch.threads(Runtime.getRuntime().availableProcessors());
    try (Network network = BenchNetwork.read(folder);
        FileChannel file = FileChannel.open(folder.resolve("pictures.u8"))) {
      ByteBuffer pixels = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
      EpochBench bench = new EpochBench(network, policy, pixels);
      List<Integer> order = new ArrayList<>();
      double loss = bench.train(1, order).epochs().get(0).values().get("training loss");
      Files.writeString(folder.resolve("order.txt"), words(order));
      Turns.say(loss);
      Turns.takeWarm(() -> bench.train(EPOCHS, new ArrayList<>()));
    }
  }

  private static String words(List<Integer> order) {
    return order.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** Computes the features, then trains on them. */
  private Fit train(int epochs, List<Integer> order) {
    FineTuner tuner = new FineTuner(network, task, plan(epochs));
    FeatureExtractor extractor = extractor();
    BatchSource training = features(extractor, pictures(0, TRAINING), epochs);
    BatchSource validation = features(extractor, pictures(TRAINING, PICTURES), epochs);
    return tuner.fit(
        Map.of(Task.ONLY, new Recording(training, order)),
        Map.of(Task.ONLY, validation),
        freezing.boundary(network.backbone()),
        new TrainingListener() {});
  }

  private static BatchSource features(
      FeatureExtractor extractor, BatchSource pictures, int epochs) {
    return extractor.features(pictures, new EpochRange(7, 1, epochs), (done, total) -> {});
  }

  private TrainingPlan plan(int epochs) {
    return new Sketch(epochs, 0, RATE, 0, BATCH, Classification.ACCURACY).of(network, freezing);
  }

  private FeatureExtractor extractor() {
    int boundary = freezing.boundary(network.backbone());
    FeatureSpec spec = new FeatureSpec("bench", "", "", "", boundary, "eval", "f32", "");
    return new FeatureExtractor(spec, network, FeatureCache.inMemory(256L << 20));
  }

  private BatchSource pictures(int from, int to) {
    List<Example> examples = IntStream.range(from, to).mapToObj(EpochBench::example).toList();
    return new ExampleBatches(
        examples,
        (example, draw) -> Map.of("pixels", picture(Integer.parseInt(example.id()))),
        Set.of(),
        1,
        "bench");
  }

  private static Example example(int index) {
    String id = Integer.toString(index);
    Source nothing = new Source.Numbers(Map.of());
    return new Example(id, id, nothing, new Target.OneClass(index % BenchNetwork.CLASSES));
  }

  private Tensor picture(int index) {
    byte[] bytes = new byte[PIXELS];
    pixels.get(index * PIXELS, bytes);
    float[] values = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      values[i] = (Byte.toUnsignedInt(bytes[i]) / 255f - 0.5f) / 0.25f;
    }
    return new FloatTensor(SHAPE, values);
  }

  /** Writes down which pictures are asked for. */
  private record Recording(BatchSource source, List<Integer> order) implements BatchSource.Wrapper {

    @Override
    public Batch batch(List<Integer> indices, long runSeed, int epoch) {
      order.addAll(indices);
      return source.batch(indices, runSeed, epoch);
    }
  }
}
