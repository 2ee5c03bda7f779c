package graft.data.vp8;

import java.util.Arrays;

/** Reads what is added to the prediction of macroblocks (RFC 6386, sections 13 and 14). */
final class Residuals {

  /** The number of blocks of a macroblock: 16 of luma, 4 of each chroma component. */
  private static final int BLOCKS = 24;

  private static final int LUMA_WITHOUT_DC = 0;
  private static final int LUMA_DC = 1;
  private static final int CHROMA = 2;
  private static final int LUMA_WITH_DC = 3;

  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};

  /** The band of each position in zigzag order; the last is never used for reading. */
  private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};

  /** Probabilities of the extra bits of large tokens, by category from 3 on. */
  private static final int[][] EXTRA_BITS = {
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  /** Contexts: whether the neighbouring block has coefficients. 4 luma, 2 and 2 chroma, 1 DC. */
  private static final int CONTEXTS = 9;

  private static final int DC_CONTEXT = 8;

  private final int[][] tokens;
  private final int[][] above;
  private final int[] left = new int[CONTEXTS];

  private final int[] coefficients = new int[BLOCKS * 16];
  private final int[] averages = new int[16];

  Residuals(int[][] tokens, int columns) {
    this.tokens = tokens;
    this.above = new int[columns][CONTEXTS];
  }

  void beginRow() {
    Arrays.fill(left, 0);
  }

  /** Returns what the last macroblock has: [block x 16 + position]; overwritten by the next. */
  int[] coefficients() {
    return coefficients;
  }

  /** Passes over a macroblock without residuals. */
  void skip(int column, boolean hasAverages) {
    Arrays.fill(coefficients, 0);
    int kept = hasAverages ? CONTEXTS : DC_CONTEXT;
    Arrays.fill(left, 0, kept, 0);
    Arrays.fill(above[column], 0, kept, 0);
  }

  /**
   * Reads the coefficients of a macroblock.
   *
   * @param hasAverages whether the luma blocks' first coefficients are stored in a block of their
   *     own
   * @return whether any coefficient is not zero
   */
  boolean read(BoolDecoder bits, int column, boolean hasAverages, Quantisers quantisers) {
    Arrays.fill(coefficients, 0);
    if (hasAverages) {
      readAverages(bits, column, quantisers);
    }
    int luma = hasAverages ? LUMA_WITHOUT_DC : LUMA_WITH_DC;
    plane(bits, column, new int[] {luma, 0, 4, 0}, quantisers.luma());
    plane(bits, column, new int[] {CHROMA, 16, 2, 4}, quantisers.chroma());
    plane(bits, column, new int[] {CHROMA, 20, 2, 6}, quantisers.chroma());
    return Arrays.stream(coefficients).anyMatch(value -> value != 0);
  }

  private void readAverages(BoolDecoder bits, int column, Quantisers quantisers) {
    Arrays.fill(averages, 0);
    int context = above[column][DC_CONTEXT] + left[DC_CONTEXT];
    int end = block(bits, LUMA_DC, context, averages, 0, quantisers.lumaDc());
    above[column][DC_CONTEXT] = end > 0 ? 1 : 0;
    left[DC_CONTEXT] = above[column][DC_CONTEXT];
    Transform.inverseWalshHadamard(averages, coefficients);
  }

  /**
   * @param layout block type, first block, blocks a row, first context
   */
  private void plane(BoolDecoder bits, int column, int[] layout, int[] quantisers) {
    int type = layout[0];
    int side = layout[2];
    int first = type == LUMA_WITHOUT_DC ? 1 : 0;
    for (int i = 0; i < side * side; i++) {
      int x = layout[3] + i % side;
      int y = layout[3] + i / side;
      int context = above[column][x] + left[y];
      int at = (layout[1] + i) * 16;
      int end = block(bits, type, context, coefficients, at, quantisers);
      above[column][x] = end > first ? 1 : 0;
      left[y] = above[column][x];
    }
  }

  /** Reads one block and returns the position after its last token. */
  private int block(BoolDecoder bits, int type, int context, int[] into, int at, int[] quantisers) {
    int position = type == LUMA_WITHOUT_DC ? 1 : 0;
    int[] tree = tree(type, position, context);
    while (position < 16 && bits.bit(tree[0])) {
      while (!bits.bit(tree[1])) {
        position++;
        if (position == 16) {
          return 16;
        }
        tree = tree(type, position, 0);
      }
      int magnitude = magnitude(bits, tree);
      int value = bits.flag() ? -magnitude : magnitude;
      into[at + ZIGZAG[position]] = value * quantisers[position > 0 ? 1 : 0];
      position++;
      tree = tree(type, position, Math.min(2, magnitude));
    }
    return position;
  }

  private int[] tree(int type, int position, int context) {
    return tokens[(type * 8 + BANDS[position]) * 3 + context];
  }

  private static int magnitude(BoolDecoder bits, int[] tree) {
    if (!bits.bit(tree[2])) {
      return 1;
    }
    if (!bits.bit(tree[3])) {
      return bits.bit(tree[4]) ? 3 + number(bits, tree[5]) : 2;
    }
    if (!bits.bit(tree[6])) {
      return bits.bit(tree[7]) ? 7 + number(bits, 165, 145) : 5 + number(bits, 159);
    }
    int high = number(bits, tree[8]);
    int category = 2 * high + number(bits, tree[9 + high]);
    return 3 + (8 << category) + number(bits, EXTRA_BITS[category]);
  }

  private static int number(BoolDecoder bits, int... probabilities) {
    int number = 0;
    for (int probability : probabilities) {
      number = 2 * number + (bits.bit(probability) ? 1 : 0);
    }
    return number;
  }
}
