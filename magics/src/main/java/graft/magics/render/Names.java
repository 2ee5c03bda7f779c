package graft.magics.render;

/** Makes names and messages that come from outside safe to show on one line. */
final class Names {

  private Names() {}

  /**
   * Writes as an escape, such as {@code \n}, what would break a line, start a terminal sequence,
   * turn the reading direction of what follows, or is no character.
   */
  static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  /** Returns the visible text, cut after {@code limit} characters with an ellipsis. */
  static String elided(String text, int limit) {
    String shown = visible(text);
    if (shown.codePointCount(0, shown.length()) <= limit) {
      return shown;
    }
    return shown.substring(0, shown.offsetByCodePoints(0, limit - 1)) + "…";
  }

  private static void append(StringBuilder shown, int point) {
    if (point == '\n') {
      shown.append("\\n");
    } else if (point == '\t') {
      shown.append("\\t");
    } else if (isHostile(point)) {
      shown.append("\\u%04x".formatted(point));
    } else {
      shown.appendCodePoint(point);
    }
  }

  private static boolean isHostile(int point) {
    return Character.isISOControl(point)
        || Character.getType(point) == Character.SURROGATE
        || (point & 0xfffe) == 0xfffe
        || point == 0x2028
        || point == 0x2029
        || (point >= 0x202a && point <= 0x202e)
        || (point >= 0x2066 && point <= 0x2069);
  }
}
