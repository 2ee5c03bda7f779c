package graft.data;

import graft.data.ImageReadException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads picture files: JPEG (also progressive, grey and CMYK), PNG (1 to 16 bits), GIF (the first
 * frame), BMP and WebP.
 *
 * <p>Pictures come out upright, as 8-bit RGB. Colours are those of {@code Image.convert("RGB")} in
 * Pillow: transparency and colour profiles are left out, inks become light by simple products. One
 * thing differs: 16-bit grey is scaled to 8 bits, where Pillow cuts off what is above 255.
 */
public final class ImageDecoder {

  /** The most pixels that are decoded; a header that announces more is refused before that. */
  public static final long MAX_PIXELS = 100_000_000;

  private ImageDecoder() {}

  /**
   * Decodes a picture.
   *
   * @param bytes the whole file
   * @return the picture, upright
   * @throws ImageReadException if it is broken, too large or of an unsupported kind
   */
  public static RgbImage decode(byte[] bytes) throws ImageReadException {
    ImageHeader header = inspect(new ByteArrayInputStream(bytes));
    try {
      return decode(bytes, header);
    } catch (ImageReadException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new ImageReadException(
          Reason.BROKEN, "is damaged: its %s data cannot be decoded".formatted(header.format()), e);
    } catch (OutOfMemoryError e) {
      throw tooLargeForMemory(header, e);
    }
  }

  private static RgbImage decode(byte[] bytes, ImageHeader header) throws IOException {
    return switch (header.format()) {
      case "JPEG" -> JpegPicture.decode(bytes);
      case "PNG" -> PngPicture.decode(bytes);
      case "GIF" -> GifPicture.decode(bytes);
      case "BMP" -> BmpPicture.decode(bytes);
      case "WebP" -> WebpPicture.decode(bytes);
      default -> throw new IllegalStateException("no decoder for " + header.format());
    };
  }

  private static ImageReadException tooLargeForMemory(ImageHeader header, OutOfMemoryError error) {
    return new ImageReadException(
        Reason.TOO_LARGE,
        "has %d x %d pixels, which do not fit into the memory that is left; scale it down"
            .formatted(header.width(), header.height()),
        error);
  }

  /**
   * Reads the header only.
   *
   * @param in the file from its first byte; read as far as the header goes, not closed
   * @throws ImageReadException if it is broken, too large or of an unsupported kind, as far as the
   *     header shows
   */
  public static ImageHeader inspect(InputStream in) throws ImageReadException {
    try {
      return ImageHeaders.read(new HeaderInput(in));
    } catch (ImageReadException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageReadException(Reason.BROKEN, "cannot be read: " + e.getMessage(), e);
    }
  }
}
