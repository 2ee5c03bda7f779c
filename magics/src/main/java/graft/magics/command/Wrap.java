package graft.magics.command;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines of limited width. */
final class Wrap {

  private Wrap() {}

  /** Returns lines that begin with {@code indent} spaces and break between words. */
  static List<String> text(String text, int indent, int width) {
    return lines(" ".repeat(indent), List.of(text.split(" ")), indent, width);
  }

  /** Returns the items behind a head, none of them broken, later lines under the first item. */
  static String items(String head, List<String> items, int width) {
    return String.join("\n", lines(head + " ", items, head.length() + 1, width));
  }

  private static List<String> lines(String start, List<String> parts, int indent, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(start);
    for (String part : parts) {
      if (line.length() > indent && line.length() + part.length() > width) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(indent));
      }
      line.append(part).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
