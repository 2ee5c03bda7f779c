package graft.data;

import graft.data.ImageReadException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads kind and size of a picture, and refuses what cannot be decoded. */
final class ImageHeaders {

  private static final int CORE_HEADER_SIZE = 12;
  private static final int BMP_OF_JPEG = 4;
  private static final int BMP_OF_PNG = 5;

  private ImageHeaders() {}

  static ImageHeader read(HeaderInput in) throws IOException {
    byte[] head = in.peek(ImageFormat.HEAD_LENGTH);
    ImageFormat format = ImageFormat.of(head).orElse(null);
    if (format == null) {
      throw notAPicture(head);
    }
    int[] size =
        switch (format) {
          case JPEG -> jpeg(in);
          case PNG -> png(in);
          case GIF -> gif(in);
          case BMP -> bmp(in);
          case WEBP -> webp(in);
          default -> throw unsupported(format);
        };
    ImageReaders.requireSize(size[0], size[1]);
    return new ImageHeader(format.label(), size[0], size[1]);
  }

  private static int[] jpeg(HeaderInput in) throws IOException {
    JpegLayout layout = JpegLayout.read(in);
    return new int[] {layout.width(), layout.height()};
  }

  private static int[] png(HeaderInput in) throws IOException {
    in.skip(16);
    return new int[] {in.i32BigEndian(), in.i32BigEndian()};
  }

  private static int[] gif(HeaderInput in) throws IOException {
    GifLayout layout = GifLayout.read(in);
    return new int[] {layout.width(), layout.height()};
  }

  private static int[] bmp(HeaderInput in) throws IOException {
    in.skip(14);
    if (in.i32LittleEndian() == CORE_HEADER_SIZE) {
      return new int[] {in.u16LittleEndian(), in.u16LittleEndian()};
    }
    int[] size = {in.i32LittleEndian(), Math.abs(in.i32LittleEndian())};
    in.skip(4);
    int compression = in.i32LittleEndian();
    if (compression == BMP_OF_JPEG || compression == BMP_OF_PNG) {
      throw new ImageReadException(
          Reason.UNSUPPORTED,
          "is a BMP with another picture file in it, which is not read; save it again as a PNG");
    }
    return size;
  }

  private static int[] webp(HeaderInput in) throws IOException {
    in.skip(12);
    String kind = new String(in.bytes(4), StandardCharsets.ISO_8859_1);
    in.skip(4);
    return switch (kind) {
      case "VP8 " -> lossy(in);
      case "VP8L" -> lossless(in);
      case "VP8X" -> extended(in);
      default -> throw new ImageReadException(Reason.BROKEN, "is a WebP without a picture in it");
    };
  }

  private static int[] lossy(HeaderInput in) throws IOException {
    in.skip(6);
    return new int[] {in.u16LittleEndian() & 0x3fff, in.u16LittleEndian() & 0x3fff};
  }

  private static int[] lossless(HeaderInput in) throws IOException {
    in.skip(1);
    int bits = in.i32LittleEndian();
    return new int[] {(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
  }

  private static int[] extended(HeaderInput in) throws IOException {
    in.skip(4);
    return new int[] {in.u24LittleEndian() + 1, in.u24LittleEndian() + 1};
  }

  private static ImageReadException unsupported(ImageFormat format) {
    return new ImageReadException(
        Reason.UNSUPPORTED,
        ("is of a kind that cannot be read in Java (%s); convert it to JPEG or PNG, for example with"
                + " ImageMagick: magick mogrify -format jpg *.%s")
            .formatted(format.label(), format.extension()));
  }

  private static ImageReadException notAPicture(byte[] head) {
    if (head.length == 0) {
      return new ImageReadException(Reason.BROKEN, "is empty");
    }
    String begin =
        isText(head) ? "text" : "the bytes " + HexFormat.ofDelimiter(" ").formatHex(first(head));
    return new ImageReadException(Reason.BROKEN, "is not a picture: it begins with " + begin);
  }

  private static byte[] first(byte[] head) {
    return Arrays.copyOf(head, Math.min(8, head.length));
  }

  /** The last bytes are left out: a letter of several bytes may be cut there. */
  private static boolean isText(byte[] head) {
    int length = head.length < ImageFormat.HEAD_LENGTH ? head.length : head.length - 3;
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, length));
      return text.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c));
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
