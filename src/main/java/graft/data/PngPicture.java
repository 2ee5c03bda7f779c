package graft.data;

import graft.data.ImageReadException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes PNG files. */
final class PngPicture {

  private static final int SIGNATURE_LENGTH = 8;
  private static final int CHUNK_OVERHEAD = 12;

  private PngPicture() {}

  static RgbImage decode(byte[] file) throws IOException {
    Orientation orientation = orientation(file);
    RgbImage stored = RgbPixels.of(ImageReaders.PNG.image(new ByteArrayInputStream(file)));
    return orientation.apply(stored);
  }

  /** Walks all chunks, which also shows whether the file was cut off. */
  private static Orientation orientation(byte[] file) throws ImageReadException {
    ByteBuffer chunks = ByteBuffer.wrap(file);
    byte[] exif = {};
    PngTexts texts = new PngTexts();
    int at = SIGNATURE_LENGTH;
    while (at <= file.length - CHUNK_OVERHEAD) {
      int length = chunks.getInt(at);
      String kind = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0 || length > file.length - at - CHUNK_OVERHEAD) {
        break;
      }
      if (kind.equals("IEND")) {
        return ExifOrientation.find(exif.length == 0 ? texts.exif() : exif, texts.xmp());
      }
      if (kind.equals("eXIf")) {
        exif = Arrays.copyOfRange(file, at + 8, at + 8 + length);
      } else if (kind.endsWith("Xt")) {
        texts.add(kind, Arrays.copyOfRange(file, at + 8, at + 8 + length));
      }
      at += CHUNK_OVERHEAD + length;
    }
    throw new ImageReadException(Reason.BROKEN, "is truncated: the end of its PNG data is missing");
  }
}
