package graft.data.vp8;

/**
 * Holds what tokens are multiplied by: the first coefficient of a block, and the others.
 *
 * @param luma of blocks of luma: {DC, AC}
 * @param lumaDc of the block of a macroblock's luma averages: {DC, AC}
 * @param chroma of blocks of chroma: {DC, AC}
 */
record Quantisers(int[] luma, int[] lumaDc, int[] chroma) {

  private static final int LARGEST_CHROMA_DC = 117;

  /**
   * @param index the quantiser index
   * @param deltas added to it for luma DC, averages DC and AC, chroma DC and AC
   */
  static Quantisers of(int index, int[] deltas) {
    int base = clamp(index, 127);
    return new Quantisers(
        new int[] {Tables.DC[clamp(base + deltas[0], 127)], Tables.AC[base]},
        new int[] {
          2 * Tables.DC[clamp(base + deltas[1], 127)],
          Math.max(8, Tables.AC[clamp(base + deltas[2], 127)] * 155 / 100)
        },
        new int[] {
          Tables.DC[clamp(base + deltas[3], LARGEST_CHROMA_DC)],
          Tables.AC[clamp(base + deltas[4], 127)]
        });
  }

  private static int clamp(int index, int largest) {
    return Math.max(0, Math.min(largest, index));
  }
}
