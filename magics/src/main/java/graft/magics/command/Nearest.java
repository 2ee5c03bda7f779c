package graft.magics.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Nearest {

  private Nearest() {}

  /**
   * Returns {@code "; did you mean --epochs?"}, or nothing where no candidate is near.
   *
   * @param mark what stands before the candidate, for example {@code --}
   */
  static String question(String mark, String text, List<String> candidates) {
    return of(text, candidates).map(word -> "; did you mean " + mark + word + "?").orElse("");
  }

  /** Returns the candidate that the text abbreviates, extends or mistypes. */
  static Optional<String> of(String text, List<String> candidates) {
    String typed = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return abbreviated(typed, candidates)
        .or(() -> extended(typed, candidates))
        .or(() -> mistyped(typed, candidates));
  }

  private static Optional<String> abbreviated(String typed, List<String> candidates) {
    List<String> found = candidates.stream().filter(word -> word.startsWith(typed)).toList();
    return found.size() == 1 && !typed.isEmpty() ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Optional<String> extended(String typed, List<String> candidates) {
    return candidates.stream()
        .filter(word -> word.length() > 2 && typed.startsWith(word))
        .max(Comparator.comparingInt(String::length));
  }

  private static Optional<String> mistyped(String typed, List<String> candidates) {
    int limit = typed.length() / 3; // none in a word of two letters: "no" is not "on"
    return candidates.stream()
        .filter(word -> distance(typed, word) <= limit)
        .min(Comparator.comparingInt(word -> distance(typed, word)));
  }

  /** Counts insertions, deletions, replacements and swaps of neighbours. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1]; // [letters of a, letters of b]
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int shifted = Math.min(d[i - 1][j], d[i][j - 1]) + 1;
        int swapped = areSwapped(a, i, b, j) ? d[i - 2][j - 2] + 1 : Integer.MAX_VALUE;
        d[i][j] = Math.min(swapped, Math.min(replaced, shifted));
      }
    }
    return d[a.length()][b.length()];
  }

  private static boolean areSwapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
