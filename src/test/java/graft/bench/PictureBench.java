package graft.bench;

import graft.data.Batch;
import graft.data.ExampleBatches;
import graft.data.ImageFolder;
import graft.data.ImagePreprocessing;
import graft.data.LabeledDataset;
import graft.data.PixelCache;
import graft.data.PixelStore;
import graft.data.Resampling;
import graft.data.ResizeRule;
import graft.data.Watch;
import graft.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes batches of a folder of pictures: {@code FOLDER}. */
final class PictureBench {

  private static final int BATCH = 32;
  private static final int RESIZE = 256;
  private static final ImagePreprocessing PREPROCESSING =
      new ImagePreprocessing(
          new ResizeRule.ShorterSide(RESIZE),
          Resampling.BILINEAR,
          BenchNetwork.SIZE,
          BenchNetwork.SIZE,
          List.of(0.485, 0.456, 0.406),
          List.of(0.229, 0.224, 0.225));

  private PictureBench() {}

  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    List<Double> means = new ArrayList<>();
    pass(folder, batch -> means.add(mean(batch)));
    Turns.say(means.stream().mapToDouble(Double::doubleValue).toArray());
    Turns.take(() -> pass(folder, batch -> {}));
  }

  private static void pass(Path folder, Consumer<Batch> consumer) {
    LabeledDataset data = ImageFolder.open(folder);
    try (PixelStore pixels =
        PixelStore.load(data, PREPROCESSING, PixelCache.none(), Watch.none())) {
      ExampleBatches source =
          new ExampleBatches(
              data.examples(),
              (example, draw) ->
                  Map.of("pixels", PREPROCESSING.normalise(pixels.get(example.id()))),
              Set.of(),
              1,
              PREPROCESSING.fingerprint());
      int size = data.examples().size();
      for (int from = 0; from < size; from += BATCH) {
        int to = Math.min(from + BATCH, size);
        consumer.accept(source.batch(IntStream.range(from, to).boxed().toList(), 0, 0));
      }
    }
  }

  private static double mean(Batch batch) {
    FloatTensor pixels = (FloatTensor) batch.inputs().get("pixels");
    double sum = 0;
    for (float value : pixels.values()) {
      sum += value;
    }
    return sum / pixels.size();
  }
}
