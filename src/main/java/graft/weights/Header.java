package graft.weights;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;

/**
 * The checked header of a safetensors file.
 *
 * @param dataBegin where the first tensor begins in the file
 * @param tensors by name, in the order in which they lie
 * @param metadata free text by name
 */
record Header(long dataBegin, Map<String, TensorInfo> tensors, Map<String, String> metadata) {

  /** Bytes of the number that says how long the header is. */
  static final int PREFIX = 8;

  /** The longest header that the format allows, in bytes. */
  static final int LONGEST = 100_000_000;

  Header {
    tensors = Collections.unmodifiableMap(tensors);
    metadata = Collections.unmodifiableMap(metadata);
  }

  /** Reads and checks the header; touches no tensor. */
  static Header read(ByteWindows file) throws IOException {
    if (file.length() < PREFIX) {
      throw new MalformedException(
          "file must have at least %d bytes, received %d", PREFIX, file.length());
    }
    int length = length(file);
    byte[] json = file.copy(PREFIX, length).array();
    HeaderParser.Content content = HeaderParser.parse(json);
    long dataBegin = PREFIX + (long) length;
    Map<String, TensorInfo> ordered = Layout.check(content.tensors(), file.length() - dataBegin);
    return new Header(dataBegin, ordered, content.metadata());
  }

  private static int length(ByteWindows file) throws MalformedException {
    long length = file.copy(0, PREFIX).getLong(0);
    if (Long.compareUnsigned(length, LONGEST) > 0) {
      throw new MalformedException(
          "header must have at most %d bytes, received %s", LONGEST, Long.toUnsignedString(length));
    }
    if (length > file.length() - PREFIX) {
      throw new MalformedException(
          "header of %d bytes must lie in the file, received a file of %d bytes",
          length, file.length());
    }
    return (int) length;
  }
}
