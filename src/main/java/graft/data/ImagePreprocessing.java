package graft.data;

import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prepares pictures as torchvision's {@code Resize}, {@code CenterCrop}, {@code ToTensor} and
 * {@code Normalize} do with the pictures of Pillow 13, to the last bit.
 *
 * <p>The work is cut in two: {@link #shape} scales and crops and stays at 8 bits, a form small
 * enough to keep; {@link #normalise(RgbImage)} makes numbers of it.
 *
 * @param resize the size before cropping
 * @param resampling how it is scaled; always antialiased
 * @param cropHeight rows that are kept, from the middle; black is added where there are fewer
 * @param cropWidth columns that are kept, from the middle; black is added where there are fewer
 * @param mean subtracted from red, green and blue, which lie in [0, 1] before
 * @param deviation red, green and blue are divided by it after that
 */
public record ImagePreprocessing(
    ResizeRule resize,
    Resampling resampling,
    int cropHeight,
    int cropWidth,
    List<Double> mean,
    List<Double> deviation)
    implements Preprocessing {

  /** The name of the one tensor that comes out: [3, cropHeight, cropWidth]. */
  public static final String PIXELS = "pixels";

  private static final int CHANNELS = 3;

  /**
   * @throws IllegalArgumentException if the crop is empty, or mean or deviation do not fit three
   *     channels
   */
  public ImagePreprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (cropHeight < 1 || cropWidth < 1) {
      throw new IllegalArgumentException(
          "crop must be at least 1 x 1, received %d x %d".formatted(cropHeight, cropWidth));
    }
    if (mean.size() != CHANNELS || deviation.size() != CHANNELS) {
      throw new IllegalArgumentException(
          "mean and deviation must have a number for red, green and blue each, received %s and %s"
              .formatted(mean, deviation));
    }
    if (deviation.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException("deviation must be > 0, received " + deviation);
    }
  }

  /**
   * @throws IllegalArgumentException if the source is not a picture
   */
  @Override
  public Map<String, Tensor> apply(Source source, Draw draw) throws IOException {
    if (!(source instanceof Source.Picture picture)) {
      throw new IllegalArgumentException(
          "picture preprocessing takes a picture, received "
              + source.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
    return Map.of(PIXELS, normalise(shape(picture.reader().read())));
  }

  /** Scales and crops a picture: the result has the crop's size. */
  public RgbImage shape(RgbImage decoded) {
    int width = resize.width(decoded.width(), decoded.height());
    int height = resize.height(decoded.width(), decoded.height());
    int left = cropOffset(width, cropWidth);
    int top = cropOffset(height, cropHeight);
    ImageResize.Region part =
        new ImageResize.Region(
            Math.max(0, left),
            Math.max(0, top),
            Math.min(width, cropWidth),
            Math.min(height, cropHeight));
    RgbImage kept = ImageResize.resize(decoded, width, height, resampling, part);
    return RgbPixels.placed(kept, cropWidth, cropHeight, Math.max(0, -left), Math.max(0, -top), 0);
  }

  /** Returns where the crop begins, negative where black is added; halves go to even numbers. */
  private static int cropOffset(int length, int crop) {
    return crop > length ? -((crop - length) / 2) : (int) Math.rint((length - crop) / 2.0);
  }

  /** Returns [3, height, width] of a picture, usually one that {@link #shape} returned. */
  public FloatTensor normalise(RgbImage image) {
    float[] values = new float[image.rgb().length];
    normalise(image, values, 0);
    return new FloatTensor(new long[] {CHANNELS, image.height(), image.width()}, values);
  }

  /**
   * Writes [3, height, width] of a picture into a larger array, for example a batch.
   *
   * @param into has room for 3 x height x width numbers from {@code offset} on
   */
  public void normalise(RgbImage image, float[] into, int offset) {
    int pixels = image.width() * image.height();
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] table = table(channel);
      int to = offset + channel * pixels;
      for (int from = channel; from < image.rgb().length; from += CHANNELS) {
        into[to++] = table[image.rgb()[from] & 0xff];
      }
    }
  }

  /** Returns the number of each 8-bit value, in the order and precision that torch computes it. */
  private float[] table(int channel) {
    float[] table = new float[256];
    for (int value = 0; value < table.length; value++) {
      float unit = value / 255f;
      table[value] = (unit - mean.get(channel).floatValue()) / deviation.get(channel).floatValue();
    }
    return table;
  }

  @Override
  public String fingerprint() {
    return "picture 1: %s, %s, crop %s x %s, mean %s, deviation %s"
        .formatted(resize, resampling, cropHeight, cropWidth, mean, deviation);
  }
}
