package graft.data.vp8;

import java.util.Arrays;

/** Reads how macroblocks are predicted (RFC 6386, section 11). */
final class Modes {

  /** Whole blocks, luma or chroma: the mean of the neighbours. */
  static final int DC = 0;

  /** Whole blocks: the difference to the corner is carried on. */
  static final int TRUE_MOTION = 1;

  /** Whole blocks: the row above is repeated. */
  static final int VERTICAL = 2;

  /** Whole blocks: the column to the left is repeated. */
  static final int HORIZONTAL = 3;

  /** Luma is predicted subblock by subblock, each in a mode of its own. */
  static final int BY_SUBBLOCK = 4;

  /** Nodes of the tree of subblock modes: a positive number is a node, others a mode's negative. */
  private static final int[][] SUBBLOCK_TREE = {
    {0, 1}, {-1, 2}, {-2, 3}, {4, 6}, {-3, 5}, {-5, -6}, {-4, 7}, {-7, 8}, {-8, -9}
  };

  /**
   * Holds how one macroblock is predicted.
   *
   * @param segment its segment
   * @param skipped whether it says that it has no residuals
   * @param luma mode of all luma
   * @param subblocks modes of the 16 subblocks, in rows, where luma is by subblock
   * @param chroma mode of chroma
   */
  record Macroblock(int segment, boolean skipped, int luma, int[] subblocks, int chroma) {}

  private final BoolDecoder bits;
  private final FrameHeader header;
  private final int[] above;
  private final int[] left = new int[4];

  Modes(BoolDecoder bits, FrameHeader header, int columns) {
    this.bits = bits;
    this.header = header;
    this.above = new int[4 * columns];
  }

  void beginRow() {
    Arrays.fill(left, 0);
  }

  /** Reads the next macroblock of a row. */
  Macroblock next(int column) {
    int segment = segment();
    boolean skipped = header.skipProbability() >= 0 && bits.bit(header.skipProbability());
    int luma = luma();
    int[] subblocks = luma == BY_SUBBLOCK ? subblocks(column) : none(column, luma);
    return new Macroblock(segment, skipped, luma, subblocks, chroma());
  }

  private int segment() {
    int[] tree = header.segmentTree();
    if (tree.length == 0) {
      return 0;
    }
    return bits.bit(tree[0]) ? 2 + (bits.bit(tree[2]) ? 1 : 0) : (bits.bit(tree[1]) ? 1 : 0);
  }

  private int luma() {
    if (!bits.bit(145)) {
      return BY_SUBBLOCK;
    }
    if (bits.bit(156)) {
      return bits.bit(128) ? TRUE_MOTION : HORIZONTAL;
    }
    return bits.bit(163) ? VERTICAL : DC;
  }

  private int chroma() {
    if (!bits.bit(142)) {
      return DC;
    }
    if (!bits.bit(114)) {
      return VERTICAL;
    }
    return bits.bit(183) ? TRUE_MOTION : HORIZONTAL;
  }

  private int[] subblocks(int column) {
    int[] modes = new int[16];
    for (int i = 0; i < 16; i++) {
      int x = 4 * column + i % 4;
      modes[i] = subblock(Tables.SUBBLOCK_MODES[10 * above[x] + left[i / 4]]);
      above[x] = modes[i];
      left[i / 4] = modes[i];
    }
    return modes;
  }

  private int subblock(int[] probabilities) {
    int node = bits.bit(probabilities[0]) ? 1 : 0;
    while (node > 0) {
      node = SUBBLOCK_TREE[node][bits.bit(probabilities[node]) ? 1 : 0];
    }
    return -node;
  }

  /** To its neighbours a block of one mode looks like subblocks in the mode of the same number. */
  private int[] none(int column, int luma) {
    Arrays.fill(above, 4 * column, 4 * column + 4, luma);
    Arrays.fill(left, luma);
    return new int[0];
  }
}
