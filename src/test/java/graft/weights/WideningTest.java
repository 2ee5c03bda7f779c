package graft.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WideningTest {

  @Test
  void everyHalfEqualsItsFormula() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float expected = formula(bits, 5, 10);

      float widened = Widening.half((short) bits);

      assertThat(Float.floatToIntBits(widened))
          .as("bits %04x", bits)
          .isEqualTo(Float.floatToIntBits(expected));
    }
  }

  @Test
  void everyBrainFloatEqualsItsFormula() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float expected = formula(bits, 8, 7);

      float widened = Widening.brain((short) bits);

      assertThat(Float.floatToIntBits(widened))
          .as("bits %04x", bits)
          .isEqualTo(Float.floatToIntBits(expected));
    }
  }

  @Test
  void knownHalvesHaveTheirPublishedValues() {
    assertThat(Widening.half((short) 0x3c00)).isEqualTo(1f);
    assertThat(Widening.half((short) 0x3555)).isEqualTo(0.33325195f);
    assertThat(Widening.half((short) 0x7bff)).isEqualTo(65504f);
    assertThat(Widening.half((short) 0x0001)).isEqualTo(5.9604645e-8f);
    assertThat(Widening.half((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Widening.half((short) 0x7e00)).isNaN();
  }

  /** IEEE 754 in words: sign, exponent and fraction as numbers, powers of two in double. */
  private static float formula(int bits, int exponentBits, int fractionBits) {
    double sign = bits >> 15 == 0 ? 1 : -1;
    int exponent = (bits >> fractionBits) % (1 << exponentBits);
    double fraction = bits % (1 << fractionBits) / Math.pow(2, fractionBits);
    int bias = (1 << exponentBits - 1) - 1;
    if (exponent == (1 << exponentBits) - 1) {
      return (float) (fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN);
    }
    return (float)
        (exponent == 0
            ? sign * Math.pow(2, 1 - bias) * fraction
            : sign * Math.pow(2, exponent - bias) * (1 + fraction));
  }
}
