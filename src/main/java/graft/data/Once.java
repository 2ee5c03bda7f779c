package graft.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a picture when it is first asked for, and keeps it. */
final class Once implements Source.PictureReader {

  private final Source.PictureReader reader;
  private @Nullable RgbImage picture;

  Once(Source.PictureReader reader) {
    this.reader = reader;
  }

  @Override
  public synchronized RgbImage read() throws IOException {
    RgbImage kept = picture;
    if (kept == null) {
      kept = reader.read();
      picture = kept;
    }
    return kept;
  }
}
