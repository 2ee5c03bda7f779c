package graft.data;

import graft.data.ImageReadException.Reason;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Decodes JPEG files: the platform undoes the compression, colours and orientation are ours. */
final class JpegPicture {

  private JpegPicture() {}

  static RgbImage decode(byte[] file) throws IOException {
    JpegLayout layout = JpegLayout.read(new HeaderInput(new ByteArrayInputStream(file)));
    if (!layout.isComplete(file)) {
      throw new ImageReadException(
          Reason.BROKEN, "is truncated: the end of its JPEG data is missing");
    }
    byte[] rgb = JpegColours.of(layout).toRgb(components(layout, file));
    return layout.orientation().apply(new RgbImage(layout.width(), layout.height(), rgb));
  }

  /** Returns the components as stored: [height, width, components]. */
  private static byte[] components(JpegLayout layout, byte[] file) throws IOException {
    int scan = layout.scanOffset();
    InputStream tables = new ByteArrayInputStream(layout.tables());
    InputStream scans = new ByteArrayInputStream(file, scan, file.length - scan);
    Raster raster = ImageReaders.JPEG.raster(new SequenceInputStream(tables, scans));
    byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
    int expected = layout.width() * layout.height() * layout.components();
    if (data.length != expected) {
      throw new IOException("decoder gave %d bytes of %d".formatted(data.length, expected));
    }
    return data;
  }
}
