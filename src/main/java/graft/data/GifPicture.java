package graft.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Decodes the first frame of GIF files. */
final class GifPicture {

  private GifPicture() {}

  static RgbImage decode(byte[] file) throws IOException {
    GifLayout layout = GifLayout.read(new HeaderInput(new ByteArrayInputStream(file)));
    BufferedImage frame = ImageReaders.GIF.image(new ByteArrayInputStream(file));
    RgbImage pixels = RgbPixels.of(frame);
    IndexColorModel palette = (IndexColorModel) frame.getColorModel();
    int background = layout.background() < palette.getMapSize() ? layout.background() : 0;
    return RgbPixels.placed(
        pixels,
        layout.width(),
        layout.height(),
        layout.left(),
        layout.top(),
        palette.getRGB(background));
  }
}
