package graft.data.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeafRandomTest {

  /** The published test vector of SplitMix64. */
  @Test
  void givesTheReferenceNumbersOfSplitMix64() {
    LeafRandom random = new LeafRandom(1234567);

    assertThat(Long.toUnsignedString(random.bits())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(random.bits())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(random.bits())).isEqualTo("9817491932198370423");
  }

  @Test
  void staysWithinTheBoundsThatWereAskedFor() {
    LeafRandom random = new LeafRandom(7);
    int[] counts = new int[3];

    for (int i = 0; i < 3000; i++) {
      assertThat(random.between(-2.0, 5.0)).isBetween(-2.0, 5.0);
      assertThat(random.wobble()).isBetween(-1.0, 1.0);
      counts[random.between(4, 6) - 4]++;
    }

    assertThat(IntStream.of(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }
}
