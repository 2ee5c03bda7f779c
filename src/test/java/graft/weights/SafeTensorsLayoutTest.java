package graft.weights;

import static graft.weights.Refusal.assertRefused;
import static graft.weights.Refusal.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths, offsets and sizes, right and wrong ones. */
class SafeTensorsLayoutTest {

  private static final String W = RawFile.f32("w", "[2]", "[0,8]");

  @TempDir Path folder;

  @Test
  void emptyFile() {
    assertRefused(new byte[0], "file must have at least 8 bytes, received 0");
  }

  @Test
  void headerLengthCutOff() {
    assertRefused(new byte[7], "file must have at least 8 bytes, received 7");
  }

  @Test
  void nineBytesThatClaimAHeaderOfNinetyMegabytes() {
    assertRefused(
        RawFile.claiming(90_000_000, new byte[] {'{'}, 0),
        "header of 90000000 bytes must lie in the file, received a file of 9 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "100000001, 100000001",
    "1900000000, 1900000000",
    "9223372036854775807, 9223372036854775807",
    "-1, 18446744073709551615"
  })
  void headerLengthBeyondTheLimit(long length, String received) {
    assertRefused(
        RawFile.claiming(length, new byte[] {'{'}, 0),
        "header must have at most 100000000 bytes, received " + received);
  }

  @Test
  void headerOfNearlyTwoGigabytesThatIsReallyThere() throws IOException {
    Path path =
        RawFile.save(folder.resolve("sparse"), RawFile.claiming(1_900_000_000, new byte[1], 0));
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(1_900_000_008);
    }

    assertThatThrownBy(() -> SafeTensors.open(path))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            path
                + " is damaged or no safetensors file: "
                + "header must have at most 100000000 bytes, received 1900000000");
  }

  @Test
  void fileCutOff() {
    assertRefused("{" + W + "}", 7, "tensors must fill the 7 bytes after the header, received 8");
  }

  @Test
  void bytesAfterTheLastTensor() {
    assertRefused("{" + W + "}", 9, "tensors must fill the 9 bytes after the header, received 8");
  }

  @Test
  void bytesWithoutAnyTensor() {
    assertRefused("{}", 1, "tensors must fill the 1 bytes after the header, received 0");
  }

  @Test
  void overlap() {
    assertRefused(
        "{%s,%s}".formatted(W, RawFile.f32("v", "[2]", "[4,12]")),
        12,
        "tensor 'v' must begin where the one before it ends, at 8, received 4");
  }

  @Test
  void twoTensorsOnTheSameBytes() {
    assertRefused(
        "{%s,%s}".formatted(W, RawFile.f32("v", "[2]", "[0,8]")),
        8,
        "tensor 'v' must begin where the one before it ends, at 8, received 0");
  }

  @Test
  void hole() {
    assertRefused(
        "{%s,%s}".formatted(W, RawFile.f32("v", "[1]", "[12,16]")),
        16,
        "tensor 'v' must begin where the one before it ends, at 8, received 12");
  }

  @Test
  void holeBeforeTheFirst() {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", "[1]", "[4,8]")),
        8,
        "tensor 'w' must begin where the one before it ends, at 0, received 4");
  }

  @Test
  void endBeforeBegin() {
    assertRefused(
        "{%s,%s}".formatted(W, RawFile.f32("v", "[1]", "[8,4]")),
        8,
        "tensor 'v' must end at or after its begin 8, received 4");
  }

  @Test
  void shapeThatNeedsOtherBytes() {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", "[3]", "[0,8]")),
        8,
        "tensor 'w' of type F32 and shape [3] needs 12 bytes, received 8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[4611686018427387904]",
        "[4294967296, 4294967296]",
        "[4294967296, 4294967296, 0]",
        "[3037000500, 3037000500]"
      })
  void productThatOverflows(String shape) {
    assertRefused(
        "{%s}".formatted(RawFile.f32("w", shape, "[0,0]")),
        0,
        "tensor 'w' must have fewer than 2^63 bytes, received shape " + shape);
  }

  @Test
  void headerNeedNotNameTensorsInFileOrder() {
    String header = "{%s,%s,%s}".formatted(RawFile.f32("v", "[1]", "[8,12]"), W, empty());

    assertThat(read(RawFile.of(header, 12)).names()).containsExactly("e", "w", "v");
  }

  @Test
  void fileWithoutTensors() {
    assertThat(read(RawFile.of("{}", 0)).names()).isEmpty();
  }

  @Test
  void missingFile() {
    Path path = folder.resolve("absent.safetensors");

    assertThatThrownBy(() -> SafeTensors.open(path))
        .isInstanceOf(GraftException.class)
        .hasMessage("cannot read %s: no such file or folder".formatted(path));
  }

  @Test
  void folderInsteadOfAFile() {
    assertThatThrownBy(() -> SafeTensors.open(folder))
        .isInstanceOf(GraftException.class)
        .hasMessage("cannot read %s: it is not a file".formatted(folder));
  }

  private static String empty() {
    return RawFile.f32("e", "[0]", "[0,0]");
  }
}
