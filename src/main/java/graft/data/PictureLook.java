package graft.data;

import java.util.Arrays;

/**
 * What a picture looks like from afar: 16 x 16 averages of its colours. Pictures that were stored
 * again, in another quality, kind or size, look the same.
 *
 * <p>Two pictures are near copies where their brightness correlates by more than 0.99 and their
 * colours differ by less than 5 of 255 on average. A picture with little contrast looks like none:
 * flat ones would all be alike.
 */
public final class PictureLook {

  static final double MOST_DIFFERENCE = 5;

  private static final int SIDE = 16;
  private static final int BLOCKS = 4;
  private static final int CHANNELS = 3;
  private static final double LEAST_CORRELATION = 0.99;

  /** Standard deviation of the brightness below which nothing can be told, of 255. */
  private static final double LEAST_CONTRAST = 6;

  private final byte[] colours; // [SIDE, SIDE, CHANNELS]
  private final float[] brightness; // [SIDE, SIDE], of mean 0 and length 1
  private final float[] blocks; // [BLOCKS, BLOCKS], means of brightness
  private final double mean;
  private final double contrast;

  private PictureLook(byte[] colours) {
    this.colours = colours;
    float[] grey = new float[SIDE * SIDE];
    for (int i = 0; i < colours.length; i++) {
      grey[i / CHANNELS] += (colours[i] & 0xff) / (float) CHANNELS;
    }
    blocks = blocks(grey);
    mean = mean(grey);
    double length = centre(grey, mean);
    contrast = length / SIDE;
    for (int i = 0; i < grey.length; i++) {
      grey[i] /= (float) Math.max(1e-9, length);
    }
    this.brightness = grey;
  }

  private static float[] blocks(float[] grey) {
    float[] blocks = new float[BLOCKS * BLOCKS];
    int step = SIDE / BLOCKS;
    for (int i = 0; i < grey.length; i++) {
      blocks[i / SIDE / step * BLOCKS + i % SIDE / step] += grey[i] / (step * step);
    }
    return blocks;
  }

  private static double mean(float[] grey) {
    double sum = 0;
    for (float value : grey) {
      sum += value;
    }
    return sum / grey.length;
  }

  /** Takes the mean away and returns the length of what is left. */
  private static double centre(float[] grey, double mean) {
    double squares = 0;
    for (int i = 0; i < grey.length; i++) {
      grey[i] -= (float) mean;
      squares += grey[i] * grey[i];
    }
    return Math.sqrt(squares);
  }

  /** Looks at a picture of any size. */
  public static PictureLook of(RgbImage image) {
    byte[] colours = new byte[SIDE * SIDE * CHANNELS];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        average(image, row, column, colours);
      }
    }
    return new PictureLook(colours);
  }

  private static void average(RgbImage image, int row, int column, byte[] colours) {
    int top = row * image.height() / SIDE;
    int bottom = Math.max(top + 1, (row + 1) * image.height() / SIDE);
    int left = column * image.width() / SIDE;
    int right = Math.max(left + 1, (column + 1) * image.width() / SIDE);
    long[] sums = new long[CHANNELS];
    for (int y = top; y < bottom; y++) {
      int at = CHANNELS * (y * image.width() + left);
      for (int x = left; x < right; x++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          sums[channel] += image.rgb()[at++] & 0xff;
        }
      }
    }
    int pixels = (bottom - top) * (right - left);
    for (int channel = 0; channel < CHANNELS; channel++) {
      colours[CHANNELS * (row * SIDE + column) + channel] = (byte) (sums[channel] / pixels);
    }
  }

  /** Says whether this is a copy of the same picture, stored in another way. */
  public boolean isNearCopyOf(PictureLook other) {
    return Math.abs(mean - other.mean) < MOST_DIFFERENCE
        && contrast >= LEAST_CONTRAST
        && other.contrast >= LEAST_CONTRAST
        && leastDifference(other) < MOST_DIFFERENCE
        && correlation(other) > LEAST_CORRELATION
        && difference(other) < MOST_DIFFERENCE;
  }

  /** Colours differ by no less than the means of their blocks, which are compared faster. */
  private double leastDifference(PictureLook other) {
    float sum = 0;
    for (int i = 0; i < blocks.length; i++) {
      sum += Math.abs(blocks[i] - other.blocks[i]);
    }
    return sum / blocks.length;
  }

  private double correlation(PictureLook other) {
    float sum = 0;
    for (int i = 0; i < brightness.length; i++) {
      sum += brightness[i] * other.brightness[i];
    }
    return sum;
  }

  private double difference(PictureLook other) {
    int sum = 0;
    for (int i = 0; i < colours.length; i++) {
      sum += Math.abs((colours[i] & 0xff) - (other.colours[i] & 0xff));
    }
    return (double) sum / colours.length;
  }

  /** Returns the mean brightness: that of near copies differs by less than their colours may. */
  double mean() {
    return mean;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PictureLook that && Arrays.equals(colours, that.colours);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(colours);
  }
}
