package graft.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A few training pictures of different classes as training sees them, and as light augmentation
 * varies them in the first epochs of a run. A picture is read when a view asks for it.
 *
 * @param subject the line that names data, size and seed
 * @param sentence what the augmentation does, with its numbers
 * @param rows one a picture, of as many classes as there are rows
 */
public record AugmentationPreview(String subject, String sentence, List<Row> rows) {

  /** How many epochs are shown. */
  public static final int EPOCHS = 5;

  private static final int PICTURES = 4;

  /** Copies the list. */
  public AugmentationPreview {
    rows = List.copyOf(rows);
  }

  /**
   * One picture.
   *
   * @param label its class
   * @param original scaled and cropped as the model takes it
   * @param views the same in epochs 1, 2, …
   */
  public record Row(String label, Example original, List<Example> views) {

    /** Copies the list. */
    public Row {
      views = List.copyOf(views);
    }
  }

  /**
   * Chooses a picture each of the first classes of the training part.
   *
   * @param preprocessing of the model
   * @param seed of the run whose draws are shown
   * @throws IllegalArgumentException if the data or the model are not of pictures
   */
  public static AugmentationPreview of(
      LabeledDataset data, Preprocessing preprocessing, long seed) {
    if (!(preprocessing instanceof ImagePreprocessing pictures)) {
      throw new IllegalArgumentException(
          "augmentation varies pictures, and the model takes %s; leave --augment out"
              .formatted(preprocessing.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
    }
    List<Row> rows = new ArrayList<>();
    for (int label = 0; label < data.classes().size() && rows.size() < PICTURES; label++) {
      Target target = new Target.OneClass(label);
      String name = data.classes().get(label);
      data.part(Part.TRAIN).stream()
          .filter(example -> example.target().equals(target))
          .findFirst()
          .ifPresent(example -> rows.add(row(name, example, pictures, seed)));
    }
    String subject =
        "%s · light augmentation, seed %s, at %s x %s"
            .formatted(data.subject(), seed, pictures.cropWidth(), pictures.cropHeight());
    return new AugmentationPreview(
        subject, "each epoch, a picture is " + LightAugmentation.words(), rows);
  }

  private static Row row(
      String label, Example example, ImagePreprocessing preprocessing, long seed) {
    if (!(example.source() instanceof Source.Picture picture)) {
      throw new IllegalArgumentException(
          "augmentation varies pictures, received %s '%s'; leave --augment out"
              .formatted(
                  example.source().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                  example.id()));
    }
    Source.PictureReader shaped = new Once(() -> preprocessing.shape(picture.reader().read()));
    List<Example> views = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      Draw draw = new Draw(seed, ExampleBatches.PURPOSE, epoch, example.id());
      views.add(
          with(
              example,
              "%s, epoch %s".formatted(picture.name(), epoch),
              () -> LightAugmentation.apply(shaped.read(), draw)));
    }
    return new Row(label, with(example, picture.name(), shaped), views);
  }

  private static Example with(Example example, String name, Source.PictureReader reader) {
    return new Example(
        name, example.contentHash(), new Source.Picture(name, reader), example.target());
  }
}
