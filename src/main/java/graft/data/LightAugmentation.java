package graft.data;

import graft.data.ImageResize.Region;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Varies pictures a little, as photographers do: mirrored or not, a somewhat smaller part of it,
 * somewhat other light. The same draw gives the same picture on every machine and in any order.
 *
 * <ul>
 *   <li>mirrored left to right, in half of the draws
 *   <li>cropped to 70 to 100 % of its area, with sides stretched by 3/4 to 4/3, and scaled back to
 *       its size
 *   <li>brightness, contrast and saturation changed by up to 10 % each
 * </ul>
 */
public final class LightAugmentation {

  /** Names what is drawn and done, as part of cache keys; another text for another result. */
  public static final String FINGERPRINT = "light 1";

  private static final double SMALLEST_AREA = 0.7;
  private static final double LARGEST_RATIO = 4.0 / 3;
  private static final double COLOUR_CHANGE = 0.1;
  private static final int ATTEMPTS = 10;

  private LightAugmentation() {}

  /** Returns what is done to a picture, in words with their numbers. */
  public static String words() {
    return String.format(
        Locale.ROOT,
        "mirrored left to right in half of the draws, cropped to %.0f to 100 %% of its area with"
            + " sides stretched by up to %.2f and scaled back, and changed in brightness, contrast"
            + " and saturation by up to %.0f %% each",
        100 * SMALLEST_AREA,
        LARGEST_RATIO,
        100 * COLOUR_CHANGE);
  }

  /**
   * Returns a variation of the same size.
   *
   * @param picture usually one that {@link ImagePreprocessing#shape} returned
   * @param draw names the variation
   */
  public static RgbImage apply(RgbImage picture, Draw draw) {
    SplittableRandom random = draw.random();
    boolean mirrored = random.nextDouble() < 0.5;
    RgbImage part = cut(picture, part(picture, random));
    RgbImage scaled =
        ImageResize.resize(part, picture.width(), picture.height(), Resampling.BILINEAR);
    RgbImage coloured = Colouring.draw(random).apply(scaled);
    return mirrored ? Orientation.MIRRORED.apply(coloured) : coloured;
  }

  /** Returns the whole picture where no part fits in a number of attempts. */
  private static Region part(RgbImage picture, SplittableRandom random) {
    double area = (double) picture.width() * picture.height();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double partArea = area * between(random, SMALLEST_AREA, 1);
      double logRatio = StrictMath.log(LARGEST_RATIO);
      double ratio = StrictMath.exp(between(random, -logRatio, logRatio));
      int width = (int) Math.round(Math.sqrt(partArea * ratio));
      int height = (int) Math.round(Math.sqrt(partArea / ratio));
      double left = random.nextDouble();
      double top = random.nextDouble();
      if (width >= 1 && height >= 1 && width <= picture.width() && height <= picture.height()) {
        return new Region(
            (int) (left * (picture.width() - width + 1)),
            (int) (top * (picture.height() - height + 1)),
            width,
            height);
      }
    }
    return new Region(0, 0, picture.width(), picture.height());
  }

  private static RgbImage cut(RgbImage picture, Region part) {
    int length = 3 * part.width();
    byte[] rgb = new byte[length * part.height()];
    for (int y = 0; y < part.height(); y++) {
      int from = 3 * ((part.top() + y) * picture.width() + part.left());
      System.arraycopy(picture.rgb(), from, rgb, y * length, length);
    }
    return new RgbImage(part.width(), part.height(), rgb);
  }

  private static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Changes colours; 1 leaves them as they are. */
  private record Colouring(double brightness, double contrast, double saturation) {

    static Colouring draw(SplittableRandom random) {
      double low = 1 - COLOUR_CHANGE;
      double high = 1 + COLOUR_CHANGE;
      return new Colouring(
          between(random, low, high), between(random, low, high), between(random, low, high));
    }

    /**
     * The three changes one after the other, without rounding in between, are one sum: of a
     * channel's value, the pixel's grey and the picture's mean grey.
     */
    RgbImage apply(RgbImage picture) {
      byte[] rgb = new byte[picture.rgb().length];
      double gain = brightness * contrast;
      double shift = brightness * (1 - contrast) * meanGrey(picture.rgb());
      for (int i = 0; i < rgb.length; i += 3) {
        double rest = gain * (1 - saturation) * grey(picture.rgb(), i) + shift;
        for (int k = i; k < i + 3; k++) {
          double value = gain * saturation * (picture.rgb()[k] & 0xff) + rest;
          rgb[k] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
      }
      return new RgbImage(picture.width(), picture.height(), rgb);
    }

    private static double meanGrey(byte[] rgb) {
      double sum = 0;
      for (int i = 0; i < rgb.length; i += 3) {
        sum += grey(rgb, i);
      }
      return sum / (rgb.length / 3);
    }

    private static double grey(byte[] rgb, int at) {
      return 0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff);
    }
  }
}
