package graft.data.vp8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Holds the constant tables, which lie in a resource. */
final class Tables {

  /** Numbers by quantiser index. */
  static final int[] DC = new int[128];

  /** Numbers by quantiser index. */
  static final int[] AC = new int[128];

  /** [mode above x 10 + mode to the left][tree node]. */
  static final int[][] SUBBLOCK_MODES = new int[100][9];

  /** [(block type x 8 + band) x 3 + context][tree node]. */
  static final int[][] TOKEN_UPDATES = new int[96][11];

  /** [(block type x 8 + band) x 3 + context][tree node]. */
  private static final int[][] DEFAULT_TOKENS = new int[96][11];

  static {
    int[] numbers = read();
    int at = copy(numbers, 0, DC);
    at = copy(numbers, at, AC);
    at = copy(numbers, at, SUBBLOCK_MODES);
    at = copy(numbers, at, TOKEN_UPDATES);
    at = copy(numbers, at, DEFAULT_TOKENS);
    if (at != numbers.length) {
      throw new IllegalStateException(
          "tables.txt has %d numbers, not %d".formatted(at, numbers.length));
    }
  }

  private Tables() {}

  /** Returns the probabilities that a frame begins with: a copy that it may change. */
  static int[][] defaultTokens() {
    return Arrays.stream(DEFAULT_TOKENS).map(int[]::clone).toArray(int[][]::new);
  }

  private static int copy(int[] from, int at, int[]... rows) {
    int next = at;
    for (int[] row : rows) {
      System.arraycopy(from, next, row, 0, row.length);
      next += row.length;
    }
    return next;
  }

  private static int[] read() {
    try (InputStream in = Tables.class.getResourceAsStream("/graft/data/vp8/tables.txt")) {
      if (in == null) {
        throw new IllegalStateException("the resource graft/data/vp8/tables.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
