package graft.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the word that was probably meant. */
final class Spelling {

  private Spelling() {}

  /** Returns {@code "; did you mean size?"}, or nothing where no word is near. */
  static String question(String typed, List<String> words) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, wanted.length() / 3);
    return words.stream()
        .filter(word -> abbreviates(wanted, word) || distance(wanted, word) <= limit)
        .min(Comparator.comparingInt(word -> distance(wanted, word)))
        .map(word -> "; did you mean " + word + "?")
        .orElse("");
  }

  private static boolean abbreviates(String typed, String word) {
    return typed.length() > 1 && (word.startsWith(typed) || typed.startsWith(word));
  }

  /** Returns the fewest letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[][] fewest = new int[a.length() + 1][b.length() + 1]; // [letters of a, letters of b]
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        fewest[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, fewest, i, j);
      }
    }
    return fewest[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int[][] fewest, int i, int j) {
    int replaced = fewest[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    return Math.min(replaced, 1 + Math.min(fewest[i - 1][j], fewest[i][j - 1]));
  }
}
