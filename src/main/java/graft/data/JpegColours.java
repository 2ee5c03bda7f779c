package graft.data;

/** Turns the components that a JPEG stores into RGB, with the usual integer arithmetic. */
enum JpegColours {
  GREY,
  RGB,
  YCBCR,
  CMYK,
  YCCK;

  private static final int HALF = 1 << 15;
  private static final int RED_OF_CR = fixed(1.402);
  private static final int GREEN_OF_CR = fixed(0.714136286);
  private static final int GREEN_OF_CB = fixed(0.344136286);
  private static final int BLUE_OF_CB = fixed(1.772);

  private static int fixed(double factor) {
    return (int) (factor * (1 << 16) + 0.5);
  }

  /** Follows the marks in the file in the order that libjpeg trusts them. */
  static JpegColours of(JpegLayout layout) throws ImageReadException {
    return switch (layout.components()) {
      case 1 -> GREY;
      case 4 -> layout.adobeTransform().filter(t -> t == 2).isPresent() ? YCCK : CMYK;
      default -> ofThree(layout);
    };
  }

  private static JpegColours ofThree(JpegLayout layout) throws ImageReadException {
    if (layout.hasJfif()) {
      return YCBCR;
    }
    if (layout.adobeTransform().isPresent()) {
      return layout.adobeTransform().get() == 0 ? RGB : YCBCR;
    }
    boolean named =
        layout.componentId(0) == 'R'
            && layout.componentId(1) == 'G'
            && layout.componentId(2) == 'B';
    return named ? RGB : YCBCR;
  }

  /**
   * Returns RGB of what the file stores.
   *
   * @param stored [pixels, components]; given up to the result where it has the right length
   */
  byte[] toRgb(byte[] stored) {
    return switch (this) {
      case GREY -> grey(stored);
      case RGB -> stored;
      case YCBCR -> yCbCr(stored, 3);
      case YCCK -> inks(complement(yCbCr(stored, 4)));
      case CMYK -> inks(stored);
    };
  }

  private static byte[] grey(byte[] stored) {
    byte[] rgb = new byte[3 * stored.length];
    for (int from = 0, to = 0; from < stored.length; from++, to += 3) {
      rgb[to] = stored[from];
      rgb[to + 1] = stored[from];
      rgb[to + 2] = stored[from];
    }
    return rgb;
  }

  /** Converts the first three of every {@code step} bytes in place. */
  private static byte[] yCbCr(byte[] pixels, int step) {
    for (int i = 0; i < pixels.length; i += step) {
      int y = pixels[i] & 0xff;
      int cb = (pixels[i + 1] & 0xff) - 128;
      int cr = (pixels[i + 2] & 0xff) - 128;
      pixels[i] = clipped(y + ((RED_OF_CR * cr + HALF) >> 16));
      pixels[i + 1] = clipped(y + ((HALF - GREEN_OF_CB * cb - GREEN_OF_CR * cr) >> 16));
      pixels[i + 2] = clipped(y + ((BLUE_OF_CB * cb + HALF) >> 16));
    }
    return pixels;
  }

  private static byte clipped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }

  /** YCCK is what comes out when C, M and Y are taken for R, G and B with 255 for no ink. */
  private static byte[] complement(byte[] pixels) {
    for (int i = 0; i < pixels.length; i += 4) {
      pixels[i] = (byte) ~pixels[i];
      pixels[i + 1] = (byte) ~pixels[i + 1];
      pixels[i + 2] = (byte) ~pixels[i + 2];
    }
    return pixels;
  }

  /** Files hold inks inverted, 255 for none, as Adobe does it; so the product is the light left. */
  private static byte[] inks(byte[] stored) {
    byte[] rgb = new byte[stored.length / 4 * 3];
    for (int from = 0, to = 0; from < stored.length; from += 4, to += 3) {
      int light = stored[from + 3] & 0xff;
      rgb[to] = light(light, stored[from]);
      rgb[to + 1] = light(light, stored[from + 1]);
      rgb[to + 2] = light(light, stored[from + 2]);
    }
    return rgb;
  }

  private static byte light(int light, byte stored) {
    int taken = light * (255 - (stored & 0xff)) + 128;
    return (byte) (light - (((taken >> 8) + taken) >> 8));
  }
}
