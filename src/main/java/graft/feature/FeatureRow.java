package graft.feature;

import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds all that later stages need of one example (maps, masks, skips) as it lies in memory and on
 * disk: a {@link RowLayout}, then the numbers of each tensor, row-major, little-endian.
 *
 * @param bytes nobody writes to them
 */
record FeatureRow(byte[] bytes) {

  /** Cuts a batch into a row for each example. */
  static List<FeatureRow> split(Map<String, Tensor> batch, int size) {
    RowLayout layout = RowLayout.ofBatch(batch);
    byte[] header = layout.encode();
    List<FeatureRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] row = Arrays.copyOf(header, layout.rowBytes());
      int at = header.length;
      for (RowLayout.Field field : layout.fields()) {
        write(batch.get(field.name()), i * field.size(), field.size(), values(row, at));
        at += field.size() * field.valueBytes();
      }
      rows.add(new FeatureRow(row));
    }
    return rows;
  }

  private static void write(Tensor tensor, int from, int count, ByteBuffer out) {
    if (tensor instanceof FloatTensor floats) {
      out.asFloatBuffer().put(floats.values(), from, count);
    } else {
      out.asLongBuffer().put(((LongTensor) tensor).values(), from, count);
    }
  }

  /**
   * Puts rows side by side. Those that are shorter along their first axis, as sequences of other
   * batches may be, are filled up with zeros, their masks too.
   */
  static Map<String, Tensor> join(List<FeatureRow> rows) {
    List<RowLayout> layouts = layouts(rows);
    int[] at = layouts.stream().mapToInt(RowLayout::headerBytes).toArray();
    Map<String, Tensor> batch = new LinkedHashMap<>();
    for (int k = 0; k < layouts.get(0).fields().size(); k++) {
      int number = k;
      List<RowLayout.Field> fields =
          layouts.stream().map(layout -> layout.fields().get(number)).toList();
      batch.put(fields.get(0).name(), join(rows, fields, at));
    }
    return batch;
  }

  /**
   * Rows of pictures are all laid out alike, so that one layout is read and the others compared.
   */
  private static List<RowLayout> layouts(List<FeatureRow> rows) {
    byte[] first = rows.get(0).bytes;
    RowLayout layout = RowLayout.decode(first);
    int header = layout.headerBytes();
    List<RowLayout> layouts = new ArrayList<>();
    for (FeatureRow row : rows) {
      boolean alike = Arrays.equals(row.bytes, 0, header, first, 0, header);
      layouts.add(alike ? layout : RowLayout.decode(row.bytes));
    }
    return layouts;
  }

  /** Moves each {@code at} on to the next tensor. */
  private static Tensor join(List<FeatureRow> rows, List<RowLayout.Field> fields, int[] at) {
    RowLayout.Field longest = longest(fields);
    int size = longest.size();
    long[] shape = new long[longest.shape().length + 1];
    shape[0] = rows.size();
    System.arraycopy(longest.shape(), 0, shape, 1, longest.shape().length);
    float[] floats = new float[longest.integers() ? 0 : Math.multiplyExact(rows.size(), size)];
    long[] longs = new long[longest.integers() ? Math.multiplyExact(rows.size(), size) : 0];
    for (int i = 0; i < at.length; i++) {
      ByteBuffer in = values(rows.get(i).bytes, at[i]);
      if (longest.integers()) {
        in.asLongBuffer().get(longs, i * size, fields.get(i).size());
      } else {
        in.asFloatBuffer().get(floats, i * size, fields.get(i).size());
      }
      at[i] += fields.get(i).size() * longest.valueBytes();
    }
    return longest.integers() ? new LongTensor(shape, longs) : new FloatTensor(shape, floats);
  }

  private static RowLayout.Field longest(List<RowLayout.Field> fields) {
    RowLayout.Field longest = fields.get(0);
    for (RowLayout.Field field : fields) {
      longest = field.size() > longest.size() ? field : longest;
    }
    return longest;
  }

  private static ByteBuffer values(byte[] row, int at) {
    return ByteBuffer.wrap(row, at, row.length - at).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
