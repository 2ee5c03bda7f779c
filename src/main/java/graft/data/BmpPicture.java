package graft.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Decodes BMP files. */
final class BmpPicture {

  private BmpPicture() {}

  static RgbImage decode(byte[] file) throws IOException {
    return RgbPixels.of(ImageReaders.BMP.image(new ByteArrayInputStream(file)));
  }
}
