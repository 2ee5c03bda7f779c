package graft.feature;

import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Says which tensors a row of features consists of. As bytes, little-endian:
 *
 * <pre>
 * length of what follows 2 | for each tensor:
 *   length of its name 2 | name | bytes of a number: 4 float, 8 integer: 1 | axes 1 | each axis 4
 * </pre>
 *
 * @param fields in the order of their numbers
 */
record RowLayout(List<Field> fields) {

  private static final int LENGTH_BYTES = 2;

  /**
   * @param shape without the batch axis
   */
  record Field(String name, boolean integers, long[] shape) {

    int size() {
      return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    int valueBytes() {
      return integers ? Long.BYTES : Float.BYTES;
    }

    private byte[] encodedName() {
      return name.getBytes(StandardCharsets.UTF_8);
    }
  }

  RowLayout {
    fields = List.copyOf(fields);
  }

  /** Returns the layout of each row of a batch. */
  static RowLayout ofBatch(Map<String, Tensor> batch) {
    List<Field> fields = new ArrayList<>();
    batch.forEach(
        (name, tensor) -> {
          long[] row = Arrays.copyOfRange(tensor.shape(), 1, tensor.shape().length);
          fields.add(new Field(name, tensor instanceof LongTensor, row));
        });
    return new RowLayout(fields);
  }

  /** Returns how many bytes a row takes, this description included. */
  int rowBytes() {
    return headerBytes() + fields.stream().mapToInt(RowLayout::bytes).reduce(0, Math::addExact);
  }

  private static int bytes(Field field) {
    return Math.multiplyExact(field.size(), field.valueBytes());
  }

  int headerBytes() {
    int bytes = LENGTH_BYTES;
    for (Field field : fields) {
      bytes += 2 + field.encodedName().length + 2 + 4 * field.shape().length;
    }
    return bytes;
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(headerBytes()).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) (headerBytes() - LENGTH_BYTES));
    for (Field field : fields) {
      byte[] name = field.encodedName();
      out.putShort((short) name.length).put(name);
      out.put((byte) field.valueBytes()).put((byte) field.shape().length);
      Arrays.stream(field.shape()).forEach(axis -> out.putInt((int) axis));
    }
    return out.array();
  }

  /** Reads what {@link #encode} wrote at the beginning of a row. */
  static RowLayout decode(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    int end = LENGTH_BYTES + in.getShort();
    List<Field> fields = new ArrayList<>();
    while (in.position() < end) {
      byte[] name = new byte[in.getShort()];
      in.get(name);
      boolean integers = in.get() == Long.BYTES;
      long[] shape = new long[in.get()];
      Arrays.setAll(shape, axis -> in.getInt());
      fields.add(new Field(new String(name, StandardCharsets.UTF_8), integers, shape));
    }
    return new RowLayout(fields);
  }
}
