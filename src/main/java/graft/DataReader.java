package graft;

import graft.data.Example;
import graft.data.ExampleBatches;
import graft.data.ImagePreprocessing;
import graft.data.LabeledDataset;
import graft.data.LightAugmentation;
import graft.data.Part;
import graft.data.PixelStore;
import graft.data.Preprocessing;
import graft.data.RgbImage;
import graft.data.Watch;
import graft.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A data set whose pictures are decoded, ready to give batches. Pictures that cannot be decoded are
 * left out and named among the problems. Whoever opens it closes it.
 */
final class DataReader implements AutoCloseable {

  private final LabeledDataset data;
  private final ImagePreprocessing preprocessing;
  private final PixelStore pixels;

  private DataReader(LabeledDataset data, ImagePreprocessing preprocessing, PixelStore pixels) {
    this.data = data;
    this.preprocessing = preprocessing;
    this.pixels = pixels;
  }

  /** Decodes what is not decoded yet. */
  static DataReader open(
      LabeledDataset data, Preprocessing preprocessing, Workspace workspace, Watch watch) {
    if (!(preprocessing instanceof ImagePreprocessing pictures)) {
      throw new IllegalArgumentException(
          "model takes %s, received a data set of pictures"
              .formatted(preprocessing.getClass().getSimpleName()));
    }
    workspace.prepare();
    PixelStore pixels = PixelStore.load(data, pictures, workspace.pixels(), watch);
    LabeledDataset readable =
        pixels.unreadable().isEmpty() ? data : data.without(pixels.unreadable(), pixels.problems());
    return new DataReader(readable, pictures, pixels);
  }

  /** Returns the data set without what could not be decoded. */
  LabeledDataset data() {
    return data;
  }

  /** Returns one part as it is. */
  ExampleBatches part(Part part) {
    return examples(data.part(part));
  }

  /** Returns some examples as they are. */
  ExampleBatches examples(List<Example> examples) {
    return new ExampleBatches(
        examples,
        (example, draw) -> tensor(pixels.get(example.id())),
        Set.of(),
        1,
        preprocessing.fingerprint());
  }

  /**
   * Returns the training part, varied lightly from epoch to epoch.
   *
   * @param views how many variations a picture has; epoch e takes number e mod {@code views}
   */
  ExampleBatches augmented(int views) {
    return new ExampleBatches(
        data.part(Part.TRAIN),
        (example, draw) -> tensor(LightAugmentation.apply(pixels.get(example.id()), draw)),
        Set.of(),
        views,
        preprocessing.fingerprint() + "|" + LightAugmentation.FINGERPRINT);
  }

  private Map<String, Tensor> tensor(RgbImage image) {
    return Map.of(ImagePreprocessing.PIXELS, preprocessing.normalise(image));
  }

  @Override
  public void close() {
    pixels.close();
  }
}
