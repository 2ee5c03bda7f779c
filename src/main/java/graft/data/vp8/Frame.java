package graft.data.vp8;

/** Puts a frame together, macroblock by macroblock. */
final class Frame {

  private final FrameHeader header;
  private final int columns;
  private final int rows;
  private final Plane luma;
  private final Plane u;
  private final Plane v;
  private final Modes.Macroblock[] macroblocks;
  private final boolean[] hasResiduals;

  Frame(FrameHeader header, int columns, int rows) {
    this.header = header;
    this.columns = columns;
    this.rows = rows;
    luma = new Plane(16 * columns, 16 * rows);
    u = new Plane(8 * columns, 8 * rows);
    v = new Plane(8 * columns, 8 * rows);
    macroblocks = new Modes.Macroblock[columns * rows];
    hasResiduals = new boolean[columns * rows];
  }

  byte[] rgb(int width, int height) {
    return new Colours(luma, u, v, width, height).rgb();
  }

  void decode(BoolDecoder bits, BoolDecoder[] partitions) {
    Modes modes = new Modes(bits, header, columns);
    Residuals residuals = new Residuals(header.tokens(), columns);
    for (int row = 0; row < rows; row++) {
      modes.beginRow();
      residuals.beginRow();
      for (int column = 0; column < columns; column++) {
        int i = row * columns + column;
        macroblocks[i] = modes.next(column);
        hasResiduals[i] =
            read(residuals, partitions[row % partitions.length], column, macroblocks[i]);
        reconstruct(macroblocks[i], column, row, residuals.coefficients());
      }
      luma.extend(16 * row + 15);
    }
    if (header.filter().level() > 0) {
      smooth();
    }
  }

  private boolean read(
      Residuals residuals, BoolDecoder bits, int column, Modes.Macroblock macroblock) {
    boolean hasAverages = macroblock.luma() != Modes.BY_SUBBLOCK;
    if (macroblock.skipped()) {
      residuals.skip(column, hasAverages);
      return false;
    }
    Quantisers quantisers = header.segments()[macroblock.segment()].quantisers();
    return residuals.read(bits, column, hasAverages, quantisers);
  }

  private void reconstruct(Modes.Macroblock macroblock, int column, int row, int[] coefficients) {
    if (macroblock.luma() == Modes.BY_SUBBLOCK) {
      subblocks(macroblock.subblocks(), column, row, coefficients);
    } else {
      Prediction.block(luma, 16 * column, 16 * row, 16, macroblock.luma());
      add(luma, 16 * column, 16 * row, 4, coefficients, 0);
    }
    Prediction.block(u, 8 * column, 8 * row, 8, macroblock.chroma());
    add(u, 8 * column, 8 * row, 2, coefficients, 16);
    Prediction.block(v, 8 * column, 8 * row, 8, macroblock.chroma());
    add(v, 8 * column, 8 * row, 2, coefficients, 20);
  }

  /**
   * Subblocks at the right end look above the whole macroblock: what is beside is not yet there.
   */
  private void subblocks(int[] modes, int column, int row, int[] coefficients) {
    for (int i = 0; i < 16; i++) {
      int x = 16 * column + i % 4 * 4;
      int y = 16 * row + i / 4 * 4;
      int aboveRight = luma.at(x + 4, i % 4 == 3 ? 16 * row - 1 : y - 1);
      Prediction.subblock(luma, x, y, aboveRight, modes[i]);
      add(luma, x, y, 1, coefficients, i);
    }
  }

  /** Adds the residuals of a square of blocks. */
  private static void add(Plane plane, int x, int y, int side, int[] coefficients, int block) {
    for (int i = 0; i < side * side; i++) {
      int from = 16 * (block + i);
      if (hasAny(coefficients, from)) {
        int at = plane.at(x + i % side * 4, y + i / side * 4);
        Transform.addInverseCosine(coefficients, from, plane, at);
      }
    }
  }

  private static boolean hasAny(int[] coefficients, int from) {
    for (int i = from; i < from + 16; i++) {
      if (coefficients[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private void smooth() {
    LoopFilter filter = new LoopFilter(header.filter(), luma, u, v);
    for (int i = 0; i < macroblocks.length; i++) {
      int level = header.segments()[macroblocks[i].segment()].filterLevel();
      boolean bySubblock = macroblocks[i].luma() == Modes.BY_SUBBLOCK;
      filter.macroblock(i % columns, i / columns, level, bySubblock, hasResiduals[i]);
    }
  }
}
