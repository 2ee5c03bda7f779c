package graft.data;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import graft.data.ImageReadException.Reason;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Finds decoders by name, whatever the context class loader sees and whatever else is registered: a
 * notebook kernel's class path is not the one that ImageIO searches.
 */
enum ImageReaders {
  JPEG("jpeg.JPEG"),
  PNG("png.PNG"),
  GIF("gif.GIF"),
  BMP("bmp.BMP"),
  WEBP(new WebPImageReaderSpi());

  private final ImageReaderSpi provider;

  ImageReaders(String name) {
    this(platform("com.sun.imageio.plugins." + name + "ImageReaderSpi"));
  }

  ImageReaders(ImageReaderSpi provider) {
    this.provider = provider;
  }

  private static ImageReaderSpi platform(String className) {
    Iterator<ImageReaderSpi> found =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageReaderSpi.class, spi -> spi.getClass().getName().equals(className), false);
    if (!found.hasNext()) {
      throw new IllegalStateException("this Java platform lacks its image reader " + className);
    }
    return found.next();
  }

  /** Decodes the first picture. */
  BufferedImage image(InputStream in) throws IOException {
    return decode(in, reader -> reader.read(0));
  }

  /** Decodes the first picture without any conversion of colours. */
  Raster raster(InputStream in) throws IOException {
    return decode(in, reader -> reader.readRaster(0, null));
  }

  /** Decodes one picture of what a reader was given. */
  private interface Decoding<T> {
    T decode(ImageReader reader) throws IOException;
  }

  private <T> T decode(InputStream in, Decoding<T> decoding) throws IOException {
    ImageReader reader = provider.createReaderInstance();
    try (ImageInputStream input = new MemoryCacheImageInputStream(in)) {
      reader.setInput(input, true, true);
      requireSize(reader.getWidth(0), reader.getHeight(0));
      return decoding.decode(reader);
    } finally {
      reader.dispose();
    }
  }

  /** Refuses what is too large to decode. */
  static void requireSize(int width, int height) throws ImageReadException {
    if (width < 1 || height < 1) {
      throw new ImageReadException(
          Reason.BROKEN, "has no pixels: its header says %d x %d".formatted(width, height));
    }
    if ((long) width * height > ImageDecoder.MAX_PIXELS) {
      throw new ImageReadException(
          Reason.TOO_LARGE,
          "has %d x %d pixels, more than the %d million that are decoded; scale it down"
              .formatted(width, height, ImageDecoder.MAX_PIXELS / 1_000_000));
    }
  }
}
