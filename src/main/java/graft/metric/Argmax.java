package graft.metric;

/** Finds the largest element of each row; the first of equal ones. */
public final class Argmax {

  private Argmax() {}

  /**
   * Returns the index of the largest element of each row.
   *
   * @param rows [n, width], width at least 1
   * @return [n]
   */
  public static int[] of(float[][] rows) {
    int[] indices = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 1; j < rows[i].length; j++) {
        if (rows[i][j] > rows[i][indices[i]]) {
          indices[i] = j;
        }
      }
    }
    return indices;
  }
}
