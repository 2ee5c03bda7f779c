package graft.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a header. Reading as a stream keeps memory in proportion to what is kept, so
 * that a hostile header cannot ask for more than its own length many times over.
 */
final class HeaderParser {

  /** The name under which the format keeps free text. */
  static final String METADATA = "__metadata__";

  /** Far above real files (the largest shards have some ten thousand), far below a full heap. */
  static final int MOST_ENTRIES = 250_000;

  /** As many axes as torch and NumPy can have. */
  static final int MOST_AXES = 64;

  /** The depth to which the reference implementation reads. */
  private static final int DEEPEST = 127;

  /** Names are neither interned nor kept from file to file: they may be hostile. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final JsonParser parser;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private HeaderParser(JsonParser parser) {
    this.parser = parser;
  }

  /** What a header says, before its offsets are checked. */
  record Content(Map<String, TensorInfo> tensors, Map<String, String> metadata) {}

  static Content parse(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(strict(json))) {
      return new HeaderParser(parser).content();
    }
  }

  /** Jackson would guess the encoding of bytes and be lenient with it; this decoder is not. */
  private static Reader strict(byte[] json) {
    return new InputStreamReader(
        new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
  }

  private Content content() throws IOException {
    parser.nextToken();
    require(JsonToken.START_OBJECT, "header must be a JSON object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      entry(unicode(parser.currentName()));
    }
    if (parser.nextToken() != null) {
      throw new MalformedException("header must end after its JSON object");
    }
    return new Content(tensors, metadata);
  }

  private void entry(String name) throws IOException {
    parser.nextToken();
    if (name.equals(METADATA)) {
      metadata();
    } else {
      tensors.put(name, tensor(name));
      requireRoom(tensors);
    }
  }

  private void metadata() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    require(JsonToken.START_OBJECT, METADATA + " must be an object of texts");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = unicode(parser.currentName());
      parser.nextToken();
      require(JsonToken.VALUE_STRING, METADATA + " must be an object of texts");
      metadata.put(key, unicode(parser.getText()));
      requireRoom(metadata);
    }
  }

  private TensorInfo tensor(String name) throws IOException {
    require(JsonToken.START_OBJECT, "tensor '%s' must be an object", name);
    DType dtype = null;
    long[] shape = null;
    long[] offsets = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "dtype" -> dtype = dtype(name);
        case "shape" -> shape = numbers(name, field, MOST_AXES);
        case "data_offsets" -> offsets = numbers(name, field, 2);
        default -> parser.skipChildren();
      }
    }
    return info(name, dtype, shape, offsets);
  }

  private static TensorInfo info(
      String name, @Nullable DType dtype, long @Nullable [] shape, long @Nullable [] offsets)
      throws MalformedException {
    if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
      throw new MalformedException(
          "tensor '%s' must have a dtype, a shape and two data_offsets", name);
    }
    return new TensorInfo(dtype, shape, offsets[0], offsets[1]);
  }

  private DType dtype(String name) throws IOException {
    require(JsonToken.VALUE_STRING, "dtype of tensor '%s' must be a text", name);
    String text = parser.getText();
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(text)) {
        return dtype;
      }
    }
    throw new MalformedException(
        "dtype of tensor '%s' must be one of %s, received '%s'",
        name, Arrays.toString(DType.values()), text);
  }

  private long[] numbers(String name, String field, int most) throws IOException {
    require(JsonToken.START_ARRAY, "%s of tensor '%s' must be a list", field, name);
    long[] numbers = new long[most];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == most) {
        throw new MalformedException(
            "%s of tensor '%s' must have at most %d numbers", field, name, most);
      }
      numbers[count++] = number(name, field);
    }
    return Arrays.copyOf(numbers, count);
  }

  private long number(String name, String field) throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, "%s of tensor '%s' must hold whole numbers", field, name);
    long number = parser.getLongValue();
    if (number < 0) {
      throw new MalformedException(
          "%s of tensor '%s' must be >= 0, received %d", field, name, number);
    }
    return number;
  }

  /** JSON can spell half of a surrogate pair, which no UTF-8 file can hold. */
  private static String unicode(String text) throws MalformedException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new MalformedException("names and metadata must be Unicode text");
    }
    return text;
  }

  private void require(JsonToken token, String rule, Object... names) throws IOException {
    if (parser.currentToken() != token) {
      throw new MalformedException(rule, names);
    }
  }

  private static void requireRoom(Map<String, ?> entries) throws MalformedException {
    if (entries.size() > MOST_ENTRIES) {
      throw new MalformedException("header must have at most %d entries", MOST_ENTRIES);
    }
  }
}
