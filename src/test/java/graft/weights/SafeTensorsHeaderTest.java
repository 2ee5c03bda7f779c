package graft.weights;

import static graft.weights.Refusal.assertRefused;
import static graft.weights.Refusal.assertRefusedStartingWith;
import static graft.weights.Refusal.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import graft.tensor.FloatTensor;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JSON of a header may say and what not. */
class SafeTensorsHeaderTest {

  private static final String W = RawFile.f32("w", "[2]", "[0,8]");

  @ParameterizedTest
  @CsvSource({"'[-8,0]', -8", "'[0,-8]', -8"})
  void negativeOffset(String offsets, String received) {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", "[2]", offsets)),
        8,
        "data_offsets of tensor 'w' must be >= 0, received " + received);
  }

  @Test
  void negativeDimension() {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", "[-1,-2]", "[0,8]")),
        8,
        "shape of tensor 'w' must be >= 0, received -1");
  }

  @Test
  void numberBeyondLong() {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", "[18446744073709551616]", "[0,0]")),
        0,
        "header must be JSON: Numeric value (18446744073709551616) out of range of long "
            + "(-9223372036854775808 - 9223372036854775807)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2.0]", "[\"2\"]", "[null]", "[[2]]", "[true]"})
  void dimensionThatIsNoWholeNumber(String shape) {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", shape, "[0,8]")),
        8,
        "shape of tensor 'w' must hold whole numbers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "null", "{}"})
  void shapeThatIsNoList(String shape) {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", shape, "[0,8]")),
        8,
        "shape of tensor 'w' must be a list");
  }

  @Test
  void moreAxesThanAnyTensorHas() {
    String shape = IntStream.range(0, 65).mapToObj(i -> "1").collect(Collectors.joining(","));
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", "[" + shape + "]", "[0,4]")),
        4,
        "shape of tensor 'w' must have at most 64 numbers");
  }

  @Test
  void threeOffsets() {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", "[2]", "[0,8,8]")),
        8,
        "data_offsets of tensor 'w' must have at most 2 numbers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"dtype\":\"F32\",\"shape\":[2]}",
        "{\"dtype\":\"F32\",\"data_offsets\":[0,8]}",
        "{\"shape\":[2],\"data_offsets\":[0,8]}",
        "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}"
      })
  void incompleteTensor(String tensor) {
    assertRefused(
        "{\"w\":%s}".formatted(tensor),
        8,
        "tensor 'w' must have a dtype, a shape and two data_offsets");
  }

  @Test
  void tensorThatIsNoObject() {
    assertRefused("{\"w\":[]}", 0, "tensor 'w' must be an object");
  }

  @Test
  void unknownType() {
    assertRefused(
        "{\"w\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,1]}}",
        1,
        "dtype of tensor 'w' must be one of [BOOL, U8, I8, F8_E4M3, F8_E4M3FNUZ, F8_E5M2, "
            + "F8_E5M2FNUZ, F8_E8M0, I16, U16, F16, BF16, I32, U32, F32, I64, U64, F64, C64], "
            + "received 'F4'");
  }

  @Test
  void duplicateTensor() {
    assertRefused("{%s,%s}".formatted(W, W), 8, "header must be JSON: Duplicate field 'w'");
  }

  @Test
  void duplicateField() {
    assertRefused(
        "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        8,
        "header must be JSON: Duplicate field 'dtype'");
  }

  @Test
  void duplicateMetadata() {
    assertRefused(
        "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}",
        0,
        "header must be JSON: Duplicate field 'a'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "{\"a\":null}", "[]", "\"text\""})
  void metadataThatIsNotTexts(String metadata) {
    assertRefused(
        "{\"__metadata__\":%s}".formatted(metadata), 0, "__metadata__ must be an object of texts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"text\"", "   "})
  void headerThatIsNoObject(String header) {
    assertRefused(header, 0, "header must be a JSON object");
  }

  @Test
  void secondObject() {
    assertRefused("{}{}", 0, "header must end after its JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"w\"", "{\"w\":", "{\"w\":{", "{\"w\":{\"shape\":[", "{\"w\":{\"x\":[["})
  void headerThatEndsInTheMiddle(String header) {
    assertRefusedStartingWith(header, "header must be JSON: Unexpected end-of-input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'w':1}", "{}\u0000", "\ufeff{}", "{/* */}", "{\"w\":NaN}", "{\"w\":01}"})
  void leniencyBeyondJson(String header) {
    assertRefusedStartingWith(header, "header must be JSON: ");
  }

  @Test
  void nestingWithoutEnd() {
    String deep = "[".repeat(5_000_000);
    assertRefused(
        "{\"w\":{\"x\":" + deep,
        0,
        "header must be JSON: Document nesting depth (128) exceeds the maximum allowed "
            + "(127, from `StreamReadConstraints.getMaxNestingDepth()`)");
  }

  @Test
  void invalidUtf8() {
    byte[] overlong = "{\"w@\":null}".getBytes(StandardCharsets.ISO_8859_1);
    overlong[3] = (byte) 0xc0;

    assertRefused(RawFile.of(overlong, 0), "header must be UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"\\ud83c\":null}",
        "{\"__metadata__\":{\"\\udf3f\":\"\"}}",
        "{\"__metadata__\":{\"a\":\"\\ud83c.\"}}"
      })
  void halfACharacter(String header) {
    assertRefused(header, 0, "names and metadata must be Unicode text");
  }

  @Test
  void otherEncoding() {
    assertRefusedStartingWith(
        new String("{}".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_8),
        "header must be JSON: ");
  }

  @Test
  void entriesWithoutEnd() {
    String empty = "\"%d\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
    String header =
        IntStream.rangeClosed(0, HeaderParser.MOST_ENTRIES)
            .mapToObj(empty::formatted)
            .collect(Collectors.joining(",", "{", "}"));

    assertRefused(header, 0, "header must have at most 250000 entries");
  }

  @Test
  void longNameDoesNotFloodTheMessage() {
    String name = "n".repeat(40_000);

    assertThatThrownBy(() -> read(RawFile.of("{\"%s\":[]}".formatted(name), 0)))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "w.safetensors is damaged or no safetensors file: tensor '"
                + "n".repeat(300 - "tensor '".length())
                + "...");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%s}",
        " \n\t{%s}",
        "{%s}      ",
        "{\"__metadata__\":null,%s}",
        "{\"__metadata__\":{},%s}"
      })
  void oddButValidHeaders(String template) {
    assertThat(read(RawFile.of(template.formatted(W), 8)).read("w"))
        .isEqualTo(FloatTensor.of(0, 0));
  }

  @Test
  void unknownFieldsAreSkipped() {
    String header =
        "{\"w\":{\"dtype\":\"F32\",\"extra\":{\"a\":[1,{}]},\"shape\":[2],\"data_offsets\":[0,8]}}";

    assertThat(read(RawFile.of(header, 8)).names()).containsExactly("w");
  }
}
