package graft.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the shape of safetensors, right and wrong ones. */
final class RawFile {

  private RawFile() {}

  /** Joins the length of a header, the header and zeros. */
  static byte[] of(String header, int dataBytes) {
    return of(header.getBytes(StandardCharsets.UTF_8), dataBytes);
  }

  static byte[] of(byte[] header, int dataBytes) {
    return claiming(header.length, header, dataBytes);
  }

  /** Joins a length that may be a lie, a header and zeros. */
  static byte[] claiming(long length, byte[] header, int dataBytes) {
    return ByteBuffer.allocate(Header.PREFIX + header.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(header)
        .array();
  }

  /** Describes one tensor of type F32. */
  static String f32(String name, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, shape, offsets);
  }

  static Path save(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
