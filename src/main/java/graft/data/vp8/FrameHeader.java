package graft.data.vp8;

/**
 * Holds what the first partition of a frame begins with (RFC 6386, section 9).
 *
 * @param segments what may differ between segments; one where there are no segments
 * @param segmentTree probabilities of a macroblock's segment; empty where none is stored
 * @param filter how edges are smoothed
 * @param partitions the number of partitions with residuals
 * @param tokens probabilities of tokens, see {@link Tables#defaultTokens}
 * @param skipProbability probability that a macroblock has residuals; -1 where none says so
 */
record FrameHeader(
    Segment[] segments,
    int[] segmentTree,
    FilterHeader filter,
    int partitions,
    int[][] tokens,
    int skipProbability) {

  private static final int SEGMENTS = 4;

  /** Holds the quantisers and the filter level of one segment. */
  record Segment(Quantisers quantisers, int filterLevel) {}

  /**
   * Holds how edges are smoothed.
   *
   * @param simple whether luma alone is smoothed, with the short filter
   * @param level of the frame; 0 smooths nothing
   * @param sharpness 0 to 7
   * @param intraDelta what is added to the level of every macroblock of a key frame
   * @param subblockDelta what is added where subblocks are predicted one by one
   */
  record FilterHeader(
      boolean simple, int level, int sharpness, int intraDelta, int subblockDelta) {}

  /** Holds the segments before the frame's own numbers are known. */
  private record Segmentation(
      boolean enabled, boolean absolute, int[] quantisers, int[] levels, int[] tree) {}

  static FrameHeader read(BoolDecoder bits) {
    bits.number(2); // colour space and clamping, which decoders need not tell apart
    Segmentation segmentation = segmentation(bits);
    FilterHeader filter = filter(bits);
    int partitions = 1 << bits.number(2);
    Segment[] segments = segments(bits, segmentation, filter.level());
    bits.flag(); // whether later frames keep the probabilities
    int[][] tokens = tokens(bits);
    int skipProbability = bits.flag() ? bits.number(8) : -1;
    return new FrameHeader(
        segments, segmentation.tree(), filter, partitions, tokens, skipProbability);
  }

  private static Segmentation segmentation(BoolDecoder bits) {
    if (!bits.flag()) {
      return new Segmentation(false, false, new int[1], new int[1], new int[0]);
    }
    boolean updatesTree = bits.flag();
    boolean updatesData = bits.flag();
    boolean absolute = updatesData && bits.flag();
    int[] quantisers = new int[SEGMENTS];
    int[] levels = new int[SEGMENTS];
    if (updatesData) {
      fill(quantisers, bits, 7);
      fill(levels, bits, 6);
    }
    int[] tree = new int[updatesTree ? SEGMENTS - 1 : 0];
    for (int i = 0; i < tree.length; i++) {
      tree[i] = bits.flag() ? bits.number(8) : 255;
    }
    return new Segmentation(true, absolute, quantisers, levels, tree);
  }

  private static void fill(int[] values, BoolDecoder bits, int length) {
    for (int i = 0; i < values.length; i++) {
      values[i] = bits.optionalSigned(length);
    }
  }

  private static FilterHeader filter(BoolDecoder bits) {
    boolean simple = bits.flag();
    int level = bits.number(6);
    int sharpness = bits.number(3);
    int[] deltas = new int[8];
    boolean usesDeltas = bits.flag();
    if (usesDeltas && bits.flag()) {
      fill(deltas, bits, 6);
    }
    return new FilterHeader(simple, level, sharpness, deltas[0], deltas[4]);
  }

  private static Segment[] segments(BoolDecoder bits, Segmentation segmentation, int frameLevel) {
    int frameIndex = bits.number(7);
    int[] deltas = new int[5];
    fill(deltas, bits, 4);
    Segment[] segments = new Segment[segmentation.quantisers().length];
    for (int i = 0; i < segments.length; i++) {
      int index = segmentation.quantisers()[i] + (segmentation.absolute() ? 0 : frameIndex);
      int level = segmentation.levels()[i] + (segmentation.absolute() ? 0 : frameLevel);
      segments[i] = new Segment(Quantisers.of(index, deltas), level);
    }
    return segments;
  }

  private static int[][] tokens(BoolDecoder bits) {
    int[][] tokens = Tables.defaultTokens();
    for (int i = 0; i < tokens.length; i++) {
      for (int node = 0; node < tokens[i].length; node++) {
        if (bits.bit(Tables.TOKEN_UPDATES[i][node])) {
          tokens[i][node] = bits.number(8);
        }
      }
    }
    return tokens;
  }
}
