package graft.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsWriterTest {

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("w.safetensors");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Map<String, Tensor> tensors =
        Map.of(
            "f",
            FloatTensor.of(1.5f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE),
            "matrix",
            new FloatTensor(new long[] {2, 1}, new float[] {1, 2}),
            "n",
            LongTensor.of(Long.MIN_VALUE, Long.MAX_VALUE),
            "scalar",
            new LongTensor(new long[0], new long[] {7}),
            "empty",
            new FloatTensor(new long[] {0, 4}, new float[0]),
            "größe 🌿 \"q\"",
            FloatTensor.of(1));
    Map<String, String> metadata = Map.of("a", "1", "leaf", "🌿\n");

    SafeTensors.write(path, tensors, metadata);

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThat(file.metadata()).isEqualTo(metadata);
      assertThat(file.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
      tensors.forEach((name, tensor) -> assertThat(file.read(name)).isEqualTo(tensor));
    }
  }

  @Test
  void tensorLongerThanAChunkIsReadBack() {
    SplittableRandom random = new SplittableRandom(7);
    float[] values = new float[200_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt();
    }

    SafeTensors.write(path, Map.of("w", FloatTensor.of(values)), Map.of());

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThat(file.floats("w").values()).isEqualTo(values);
    }
  }

  @Test
  void wideTypesComeFirstThenNamesInOrder() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", FloatTensor.of(1));
    tensors.put("a", FloatTensor.of(2));
    tensors.put("z", LongTensor.of(3));

    SafeTensors.write(path, tensors, Map.of("k", "v"));

    assertThat(header())
        .isEqualTo(
            "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"z\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}}");
    assertThat(headerLength() % 8).isZero();
    assertThat(Files.size(path)).isEqualTo(8 + headerLength() + 16);
  }

  @Test
  void formerFileIsReplacedAndNothingElseIsLeft() {
    RawFile.save(path, "former".getBytes(StandardCharsets.UTF_8));

    SafeTensors.write(path, Map.of("w", FloatTensor.of(1)), Map.of());

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThat(file.names()).containsExactly("w");
    }
    assertThat(folder.toFile().list()).containsExactly("w.safetensors");
  }

  @Test
  void openFileKeepsItsContentWhenItIsReplaced() {
    SafeTensors.write(path, Map.of("w", FloatTensor.of(1)), Map.of());

    try (SafeTensors former = SafeTensors.open(path)) {
      SafeTensors.write(path, Map.of("v", FloatTensor.of(2)), Map.of());

      assertThat(former.read("w")).isEqualTo(FloatTensor.of(1));
    }
  }

  @Test
  void interruptedThreadWritesAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    try {
      SafeTensors.write(path, Map.of("w", FloatTensor.of(1)), Map.of());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    try (SafeTensors file = SafeTensors.open(path)) {
      assertThat(file.read("w")).isEqualTo(FloatTensor.of(1));
    }
  }

  @Test
  void nameOfTheMetadataIsTaken() {
    assertThatThrownBy(
            () -> SafeTensors.write(path, Map.of("__metadata__", LongTensor.of(1)), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor name must not be '__metadata__', which the format keeps for metadata");
    assertThat(path).doesNotExist();
  }

  @Test
  void halfACharacterIsNoName() {
    assertThatThrownBy(() -> SafeTensors.write(path, Map.of("\ud83c", LongTensor.of(1)), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tensors cannot stand in a safetensors file: "
                + "names and metadata must be Unicode text");
    assertThat(path).doesNotExist();
  }

  @Test
  void nameThatNoReaderTakesIsNotWritten() {
    Map<String, Tensor> tensors = Map.of("n".repeat(60_000), LongTensor.of(1));

    assertThatThrownBy(() -> SafeTensors.write(path, tensors, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("tensors cannot stand in a safetensors file: ");
    assertThat(path).doesNotExist();
  }

  @Test
  void folderThatDoesNotExist() {
    Path lost = folder.resolve("absent").resolve("w.safetensors");

    assertThatThrownBy(() -> SafeTensors.write(lost, Map.of(), Map.of()))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "cannot write %s: no such file or folder; what was there before is unchanged"
                .formatted(lost));
  }

  private long headerLength() throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private String header() throws IOException {
    byte[] content = Files.readAllBytes(path);
    return new String(content, 8, (int) headerLength(), StandardCharsets.UTF_8).stripTrailing();
  }
}
