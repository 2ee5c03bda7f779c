package graft.data;

import java.io.IOException;

/**
 * Holds where one file of a data set lies, in a folder or in a zip.
 *
 * @param path relative to the data set, with {@code /}
 * @param size in bytes, as the folder or the zip says
 * @param content reads it
 */
record StoredFile(String path, long size, Content content) {

  /** The largest file that is read into memory: 128 MiB. */
  static final long MOST_BYTES = 128L << 20;

  /** Reads a file whole; from any thread. */
  @FunctionalInterface
  interface Content {
    byte[] read() throws IOException;
  }

  /** Returns the name without its folders. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the same file under another path. */
  StoredFile at(String other) {
    return new StoredFile(other, size, content);
  }
}
