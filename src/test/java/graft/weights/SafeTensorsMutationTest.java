package graft.weights;

import static org.assertj.core.api.Assertions.assertThat;

import graft.GraftException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damages a valid file in many ways; each time it is read in full or refused in one sentence. */
class SafeTensorsMutationTest {

  private static final int MUTATIONS = 4000;

  private static final String HEADER =
      "{\"__metadata__\":{\"a\":\"b\"},%s,%s,%s}"
          .formatted(
              RawFile.f32("w", "[2, 3]", "[0,24]"),
              RawFile.f32("b", "[2]", "[24,32]"),
              "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[32,40]}");

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void damagedFileIsReadInFullOrRefused() {
    byte[] valid = RawFile.of(HEADER, 40);
    int refused = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      refused += isRefused(mutate(valid)) ? 1 : 0;
    }

    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 100);
  }

  /** Lets every other exception through, which fails the test. */
  private static boolean isRefused(byte[] content) {
    try (SafeTensors file = SafeTensors.read(content, "mutation")) {
      long bytes = 0;
      for (String name : file.names()) {
        bytes += (long) file.read(name).size() * file.dtype(name).bytes();
      }
      assertThat(bytes).isEqualTo(content.length - 8 - Byte.toUnsignedInt(content[0]));
      return false;
    } catch (GraftException e) {
      assertThat(e).hasMessageContaining("mutation").message().doesNotContain("\n");
      return true;
    }
  }

  private byte[] mutate(byte[] valid) {
    byte[] content = mutateOnce(valid);
    return random.nextInt(4) == 0 && content.length > 0 ? mutateOnce(content) : content;
  }

  private byte[] mutateOnce(byte[] valid) {
    byte[] content = valid.clone();
    int at = random.nextInt(content.length);
    switch (random.nextInt(6)) {
      case 0 -> content[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> content[at] = (byte) random.nextInt(256);
      case 2 -> content[at] = (byte) "{}[]\",:0123456789-eE. \\".charAt(random.nextInt(23));
      case 3 -> content = Arrays.copyOf(content, at);
      case 4 -> content = Arrays.copyOf(content, content.length + 1 + random.nextInt(16));
      default -> {
        int from = random.nextInt(content.length);
        int count = Math.min(1 + random.nextInt(12), content.length - Math.max(at, from));
        System.arraycopy(valid, from, content, at, count);
      }
    }
    return content;
  }
}
