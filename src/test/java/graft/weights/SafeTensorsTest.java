package graft.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"f16", "bf16", "f64"})
  void floatsOfTheReferenceWriterBecomeWhatNumpyMakesOfThem(String name) {
    try (SafeTensors file = reference()) {
      assertThat(file.floats(name)).isEqualTo(file.floats(name + " as f32"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"i32", "i16", "i8", "u8", "bool"})
  void integersOfTheReferenceWriterBecomeWhatNumpyMakesOfThem(String name) {
    try (SafeTensors file = reference()) {
      assertThat(file.read(name)).isEqualTo(file.read(name + " as i64"));
    }
  }

  @Test
  void valuesOfTheReferenceWriterAreRead() {
    try (SafeTensors file = reference()) {
      assertThat(file.read("i64")).isEqualTo(LongTensor.of(0, -1, Long.MAX_VALUE, Long.MIN_VALUE));
      assertThat(file.read("scalar")).isEqualTo(new FloatTensor(new long[0], new float[] {2.5f}));
      assertThat(file.read("empty")).isEqualTo(new FloatTensor(new long[] {0, 3}, new float[0]));
      assertThat(file.read("größe 🌿")).isEqualTo(FloatTensor.of(1));
      assertThat(file.floats("f64").values())
          .startsWith(0.1f, -1 / 3f, Float.POSITIVE_INFINITY, -0f, 0f);
    }
  }

  @Test
  void namesShapesTypesAndMetadataAreListed() {
    try (SafeTensors file = reference()) {
      assertThat(file.names()).hasSize(22).startsWith("bool as i64").endsWith("bool");
      assertThat(file.shape("f32")).containsExactly(2, 3, 4);
      assertThat(file.dtype("f16")).isEqualTo(DType.F16);
      assertThat(file.metadata())
          .isEqualTo(Map.of("format", "np", "sentence", "a \"quoted\" leaf 🌿\n"));
    }
  }

  @Test
  void typeWithoutJavaFormIsListedButNotRead() {
    try (SafeTensors file = reference()) {
      assertThat(file.dtype("u16")).isEqualTo(DType.U16);
      assertThatThrownBy(() -> file.read("u16"))
          .isInstanceOf(GraftException.class)
          .hasMessage(
              "tensor 'u16' of reference has type U16, which cannot be read; save it as F32");
    }
  }

  @Test
  void unknownNameShowsWhatThereIs() {
    try (SafeTensors file = reference()) {
      assertThatThrownBy(() -> file.read("fc.weight"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "no tensor 'fc.weight' in reference; "
                  + "it has bool as i64, i16 as i64, i32 as i64 and 19 more");
    }
  }

  @Test
  void integersAreNoFloats() {
    try (SafeTensors file = reference()) {
      assertThatThrownBy(() -> file.floats("i64"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tensor 'i64' of reference must hold floating point numbers, received I64");
    }
  }

  @Test
  void closedFileSaysSo() {
    SafeTensors file = reference();

    file.close();

    assertThatThrownBy(() -> file.read("f32"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reference is closed; open it again");
  }

  @Test
  void shapeIsTheCallersOwn() {
    try (SafeTensors file = reference()) {
      file.shape("f32")[0] = 99;
      file.read("f32").shape()[0] = 99;

      assertThat(file.shape("f32")).containsExactly(2, 3, 4);
    }
  }

  @Test
  void bufferKeepsItsPosition() {
    ByteBuffer content = ByteBuffer.wrap(bytes()).asReadOnlyBuffer();

    try (SafeTensors file = SafeTensors.read(content, "buffer")) {
      assertThat(file.read("scalar").size()).isEqualTo(1);
      assertThat(content.position()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 64, 4096})
  void tensorsMayCrossWindows(int windowSize) {
    Path path = RawFile.save(folder.resolve("small.safetensors"), bytes());

    try (SafeTensors mapped = SafeTensors.open(path, windowSize);
        SafeTensors whole = reference()) {
      for (String name : whole.names()) {
        if (!name.equals("u16")) {
          assertThat(mapped.read(name)).as(name).isEqualTo(whole.read(name));
        }
      }
    }
  }

  @Test
  void fileBeyondTwoGibibytesIsRead() throws IOException {
    long padding = 3L << 30;
    String header =
        "{\"pad\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},%s}"
            .formatted(
                padding,
                padding,
                RawFile.f32("last", "[1]", "[%d,%d]".formatted(padding, padding + 4)));
    Path path = RawFile.save(folder.resolve("big.safetensors"), RawFile.of(header, 0));
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.seek(sparse.length() + padding);
      sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(1.5f)));
    }

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThat(file.read("last")).isEqualTo(FloatTensor.of(1.5f));
      assertThatThrownBy(() -> file.read("pad"))
          .isInstanceOf(GraftException.class)
          .hasMessage(
              "tensor 'pad' of %s must have at most 2147483639 elements, received shape [3221225472]"
                  .formatted(path));
    }
  }

  @Test
  void tensorLargerThanTheHeapIsOneSentence() throws IOException {
    long elements = 2_000_000_000L;
    String header =
        "{%s}"
            .formatted(
                RawFile.f32("w", "[%d]".formatted(elements), "[0,%d]".formatted(4 * elements)));
    Path path = RawFile.save(folder.resolve("huge.safetensors"), RawFile.of(header, 0));
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(sparse.length() + 4 * elements);
    }

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThatThrownBy(() -> file.read("w"))
          .isInstanceOf(GraftException.class)
          .hasMessage(
              "tensor 'w' of %s with shape [2000000000] does not fit into memory; ".formatted(path)
                  + "start Java with a larger -Xmx");
    }
  }

  @Test
  void interruptedThreadReadsAndStaysInterrupted() {
    Path path = RawFile.save(folder.resolve("best.safetensors"), bytes());
    Thread.currentThread().interrupt();

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThat(file.read("scalar").size()).isEqualTo(1);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void embeddedBackboneIsRead() {
    Path path = Path.of(System.getProperty("graft.shared"), "weights", "graft-nano.safetensors");
    assumeTrue(Files.exists(path), "shared weights are absent: " + path);

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThat(file.dtype("conv1.weight")).isEqualTo(DType.F16);
      for (String name : file.names()) {
        if (file.dtype(name) != DType.I64) {
          assertThat(file.floats(name).values()).as(name).doesNotContain(Float.NaN);
        }
      }
    }
  }

  private static SafeTensors reference() {
    return SafeTensors.read(bytes(), "reference");
  }

  private static byte[] bytes() {
    try (InputStream in = SafeTensorsTest.class.getResourceAsStream("reference.safetensors")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
