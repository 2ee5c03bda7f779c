package graft.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the bytes of a file of any length through windows that Java's buffers can hold. What is
 * taken out is a copy: no buffer leaves this class.
 */
final class ByteWindows {

  /** A buffer ends below 2 GiB. */
  static final int WINDOW = 1 << 30;

  private final List<ByteBuffer> windows;
  private final int windowSize;
  private final long length;

  private ByteWindows(List<ByteBuffer> windows, int windowSize, long length) {
    this.windows = windows;
    this.windowSize = windowSize;
    this.length = length;
  }

  /** Views what remains in a buffer, whose position does not move. */
  static ByteWindows of(ByteBuffer content) {
    return new ByteWindows(List.of(content.slice()), Integer.MAX_VALUE, content.remaining());
  }

  /**
   * Maps a file. An interrupted thread maps it too, and stays interrupted: an interrupt ends a
   * training, and the best weights are read after that.
   */
  static ByteWindows map(Path file, int windowSize) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return mapOnce(file, windowSize);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ByteWindows mapOnce(Path file, int windowSize) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = channel.size();
      List<ByteBuffer> windows = new ArrayList<>();
      for (long begin = 0; begin < length; begin += windowSize) {
        windows.add(channel.map(MapMode.READ_ONLY, begin, Math.min(windowSize, length - begin)));
      }
      return new ByteWindows(windows, windowSize, length);
    }
  }

  long length() {
    return length;
  }

  /** Adds all bytes to a digest. */
  void addTo(MessageDigest digest) {
    windows.forEach(window -> digest.update(window.duplicate().rewind()));
  }

  /** Copies bytes into a little-endian buffer in the Java heap. */
  ByteBuffer copy(long offset, int count) {
    byte[] copy = new byte[count];
    int done = 0;
    while (done < count) {
      long at = offset + done;
      ByteBuffer window = windows.get((int) (at / windowSize));
      int from = (int) (at % windowSize);
      int part = Math.min(count - done, window.capacity() - from);
      window.get(from, copy, done, part);
      done += part;
    }
    return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
  }
}
