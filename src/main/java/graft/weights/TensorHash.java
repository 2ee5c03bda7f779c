package graft.weights;

import graft.tensor.FloatTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.function.Function;

/** Hashes tensors in memory. */
public final class TensorHash {

  private static final int FLOATS = 1 << 14;

  private TensorHash() {}

  /**
   * Returns SHA-256 over names and values in the order of the names, in hexadecimal.
   *
   * @param reader reads one tensor at a time
   */
  public static String sha256(Collection<String> names, Function<String, FloatTensor> reader) {
    MessageDigest digest = digest();
    for (String name : new TreeSet<>(names)) {
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      update(digest, reader.apply(name).values());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * FLOATS).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += FLOATS) {
      int length = Math.min(FLOATS, values.length - from);
      buffer.clear();
      buffer.asFloatBuffer().put(values, from, length);
      digest.update(buffer.array(), 0, 4 * length);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
