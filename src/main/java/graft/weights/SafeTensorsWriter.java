package graft.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes tensors in the order and alignment of the reference implementation. */
final class SafeTensorsWriter {

  /** The format wants tensors to begin at multiples of this. */
  private static final int ALIGNMENT = 8;

  /** Elements that are turned into bytes at a time. */
  private static final int CHUNK = 1 << 16;

  private static final JsonFactory JSON = new JsonFactory();

  private SafeTensorsWriter() {}

  private record Entry(String name, DType dtype, long[] shape, Supplier<? extends Tensor> tensor) {

    static Entry of(String name, Tensor tensor) {
      DType dtype = tensor instanceof FloatTensor ? DType.F32 : DType.I64;
      return new Entry(name, dtype, tensor.shape(), () -> tensor);
    }

    static Entry of(String name, LazyTensor tensor) {
      return new Entry(name, DType.F32, tensor.shape(), tensor.values());
    }

    long bytes() {
      return Arrays.stream(shape).reduce(dtype.bytes(), Math::multiplyExact);
    }
  }

  static void write(
      Path file, Map<String, ? extends Tensor> tensors, Map<String, String> metadata) {
    List<Entry> entries = new ArrayList<>();
    tensors.forEach((name, tensor) -> entries.add(Entry.of(name, tensor)));
    write(file, entries, metadata);
  }

  static void writeLazily(
      Path file, Map<String, LazyTensor> tensors, Map<String, String> metadata) {
    List<Entry> entries = new ArrayList<>();
    tensors.forEach((name, tensor) -> entries.add(Entry.of(name, tensor)));
    write(file, entries, metadata);
  }

  private static void write(Path file, List<Entry> entries, Map<String, String> metadata) {
    entries.sort(
        Comparator.<Entry>comparingInt(entry -> -entry.dtype().bytes()).thenComparing(Entry::name));
    byte[] header = header(entries, metadata);
    try {
      AtomicFile.write(file, out -> write(out, header, entries));
    } catch (IOException e) {
      throw new GraftException(
          "cannot write %s: %s; what was there before is unchanged".formatted(file, Reason.of(e)),
          e);
    }
  }

  /** Makes the header and reads it back: what is written must be readable. */
  private static byte[] header(List<Entry> entries, Map<String, String> metadata) {
    requireFreeName(entries);
    try {
      byte[] header = json(entries, metadata);
      if (header.length > Header.LONGEST) {
        throw new MalformedException(
            "header must have at most %d bytes, received %d", Header.LONGEST, header.length);
      }
      HeaderParser.parse(header);
      return header;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "tensors cannot stand in a safetensors file: " + Reason.of(e), e);
    }
  }

  private static void requireFreeName(List<Entry> entries) {
    if (entries.stream().anyMatch(entry -> entry.name().equals(HeaderParser.METADATA))) {
      throw new IllegalArgumentException(
          "tensor name must not be '%s', which the format keeps for metadata"
              .formatted(HeaderParser.METADATA));
    }
  }

  private static byte[] json(List<Entry> entries, Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      writeMetadata(json, metadata);
      long begin = 0;
      for (Entry entry : entries) {
        writeEntry(json, entry, begin);
        begin += entry.bytes();
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  /** Writes metadata in the order of its names, so that equal content gives an equal file. */
  private static void writeMetadata(JsonGenerator json, Map<String, String> metadata)
      throws IOException {
    if (metadata.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(HeaderParser.METADATA);
    for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeEntry(JsonGenerator json, Entry entry, long begin) throws IOException {
    long[] shape = entry.shape();
    json.writeObjectFieldStart(entry.name());
    json.writeStringField("dtype", entry.dtype().name());
    json.writeFieldName("shape");
    json.writeArray(shape, 0, shape.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, begin + entry.bytes()}, 0, 2);
    json.writeEndObject();
  }

  private static void write(OutputStream out, byte[] header, List<Entry> entries)
      throws IOException {
    out.write(chunk(Header.PREFIX).putLong(header.length).array());
    out.write(header);
    for (Entry entry : entries) {
      writeValues(out, entry.tensor().get());
    }
  }

  private static void writeValues(OutputStream out, Tensor tensor) throws IOException {
    int width = tensor instanceof FloatTensor ? Float.BYTES : Long.BYTES;
    ByteBuffer chunk = chunk(CHUNK * width);
    int at = 0;
    while (at < tensor.size()) {
      int count = Math.min(CHUNK, tensor.size() - at);
      put(tensor, at, count, chunk);
      out.write(chunk.array(), 0, count * width);
      at += count;
    }
  }

  private static void put(Tensor tensor, int at, int count, ByteBuffer chunk) {
    if (tensor instanceof FloatTensor floats) {
      chunk.asFloatBuffer().put(floats.values(), at, count);
    } else if (tensor instanceof LongTensor longs) {
      chunk.asLongBuffer().put(longs.values(), at, count);
    }
  }

  private static ByteBuffer chunk(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
