package graft.data;

import java.util.List;
import java.util.stream.Collectors;

/** Puts names of files into messages. */
final class Names {

  private static final int MOST_NAMES = 5;
  private static final int LONGEST = 80;

  private Names() {}

  /** Returns at most five names and the number of the others: {@code a, b, c, d, e and 12 more}. */
  static String list(List<String> names) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int rest = names.size() - MOST_NAMES;
    return rest > 0 ? "%s and %s more".formatted(first, rest) : first;
  }

  /** Returns at most five names with a sign between them, and the number of the others. */
  static String joined(List<String> names, String sign) {
    String first =
        names.stream().limit(MOST_NAMES).map(Names::shown).collect(Collectors.joining(sign));
    int rest = names.size() - MOST_NAMES;
    return rest > 0 ? "%s%sand %s more".formatted(first, sign, rest) : first;
  }

  /** Returns a name on one line, without signs that would steer a terminal, and not too long. */
  static String shown(String name) {
    String printable = name.replaceAll("[\\p{Cntrl}\u2028\u2029\u202A-\u202E\u2066-\u2069]", "?");
    int length = printable.length();
    if (length <= LONGEST) {
      return printable;
    }
    return printable.substring(0, LONGEST / 2) + "…" + printable.substring(length - LONGEST / 2);
  }

  /** Returns {@code 1 file is} or {@code 3 files are}. */
  static String count(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
