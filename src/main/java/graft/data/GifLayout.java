package graft.data;

import graft.data.ImageReadException.Reason;
import java.io.IOException;

/**
 * Holds where the first frame of a GIF lies.
 *
 * @param width of the whole picture, in pixels
 * @param height of the whole picture, in pixels
 * @param left where the first frame begins
 * @param top where the first frame begins
 * @param background index of the colour around the first frame
 */
record GifLayout(int width, int height, int left, int top, int background) {

  private static final int EXTENSION = '!';
  private static final int FRAME = ',';
  private static final int GRAPHIC_CONTROL = 0xf9;

  static GifLayout read(HeaderInput in) throws IOException {
    in.skip(6);
    int width = in.u16LittleEndian();
    int height = in.u16LittleEndian();
    int flags = in.u8();
    in.skip(2 + ((flags & 0x80) == 0 ? 0 : paletteLength(flags)));
    int transparent = skipToFrame(in);
    int left = in.u16LittleEndian();
    int top = in.u16LittleEndian();
    int right = left + in.u16LittleEndian();
    int bottom = top + in.u16LittleEndian();
    return new GifLayout(Math.max(width, right), Math.max(height, bottom), left, top, transparent);
  }

  private static int paletteLength(int flags) {
    return 3 << ((flags & 7) + 1);
  }

  /** Returns the transparent colour, or 0 where none is named. */
  private static int skipToFrame(HeaderInput in) throws IOException {
    int transparent = 0;
    int kind = in.u8();
    while (kind != FRAME) {
      if (kind != EXTENSION) {
        throw new ImageReadException(Reason.BROKEN, "is a GIF without a picture in it");
      }
      if (in.u8() == GRAPHIC_CONTROL) {
        transparent = transparent(in);
      }
      skipBlocks(in);
      kind = in.u8();
    }
    return transparent;
  }

  private static int transparent(HeaderInput in) throws IOException {
    byte[] block = in.bytes(in.u8());
    return block.length > 3 && (block[0] & 1) != 0 ? block[3] & 0xff : 0;
  }

  private static void skipBlocks(HeaderInput in) throws IOException {
    for (int length = in.u8(); length > 0; length = in.u8()) {
      in.skip(length);
    }
  }
}
