package graft.magics.render;

import graft.train.Outcome;

/**
 * The one visual language. Styles are inline, because front-ends strip style sheets, and take
 * colour from the page, so that they follow light and dark themes.
 */
final class Style {

  static final String FRAME =
      "max-width:900px;font-family:system-ui,sans-serif;font-size:13px;line-height:1.45;"
          + "color:currentColor;background:transparent;overflow-wrap:break-word";
  static final String SUBJECT = "font-size:14px;font-weight:600;margin:2px 0 6px";
  static final String LINE = "margin:4px 0";
  static final String QUIET = "margin:4px 0;opacity:.75";
  static final String SCROLL = "overflow-x:auto;margin:10px 0";
  static final String TABLE =
      "border-collapse:collapse;margin:0;font-size:13px;font-variant-numeric:tabular-nums;"
          + "color:currentColor;background:transparent";
  static final String HEADS = "border-bottom:1px solid currentColor";
  static final String ROW = "border-bottom:1px solid rgba(128,128,128,.35)";
  static final String ROW_HEAD = ";font-weight:normal;white-space:nowrap";
  static final String CAPTION =
      "caption-side:top;text-align:left;padding:0 0 4px;font-weight:600;color:currentColor;"
          + "white-space:nowrap";
  static final String HEADING = "font-weight:600;margin:12px 0 4px";
  static final String CHART = "display:block;max-width:100%;height:auto;margin:8px 0";
  static final String CODE =
      "max-width:900px;overflow-x:auto;margin:4px 0;padding:8px 12px;white-space:pre;"
          + "border-left:3px solid rgba(128,128,128,.6);color:currentColor;background:transparent;"
          + "font:13px/1.5 ui-monospace,monospace";
  static final String BAR =
      "display:inline-block;height:9px;background:#0072B2;vertical-align:middle;border-radius:1px";
  static final String TRACK =
      "display:inline-block;width:110px;background:rgba(128,128,128,.22);line-height:9px;"
          + "border-radius:1px;margin-right:6px;vertical-align:middle;text-align:left";

  private static final String FAILED = "background:#b3261e;color:#fff";
  private static final String PILL =
      "display:inline-block;padding:0 8px;border-radius:9px;font-size:12px;font-weight:600;";

  private Style() {}

  /** Returns what the frame of a run adds: a bar at its side where it did not end well. */
  static String frame(Outcome outcome) {
    String bar = ";border-left:4px solid %s;padding-left:10px";
    return switch (outcome) {
      case RUNNING, FINISHED -> "";
      case INTERRUPTED -> bar.formatted("#f0b429");
      case FAILED -> bar.formatted("#b3261e");
    };
  }

  /** Returns the style of a table cell. */
  static String cell(Align align) {
    return switch (align) {
      case LEFT -> "padding:3px 14px 3px 0;text-align:left";
      case RIGHT -> "padding:3px 14px 3px 0;text-align:right";
      case CENTER -> "padding:3px 8px;text-align:center";
    };
  }

  /** Returns the style of a column's heading, which wraps where the table would be too wide. */
  static String head(Align align) {
    return "font-weight:600;vertical-align:bottom;" + cell(align);
  }

  /** Returns how a run ended, told by colour, sign and word. */
  static String state(Outcome outcome) {
    String colours =
        switch (outcome) {
          case RUNNING -> "background:#0b5fa5;color:#fff";
          case FINISHED -> "background:#1b7044;color:#fff";
          case INTERRUPTED -> "background:#f0b429;color:#000";
          case FAILED -> FAILED;
        };
    return Html.element("span", PILL + colours, sign(outcome) + " " + outcome.word());
  }

  /** Returns words that say that something went wrong; {@code markup} is already safe. */
  static String alarm(String markup) {
    return Html.element("span", PILL + FAILED, markup);
  }

  private static String sign(Outcome outcome) {
    return switch (outcome) {
      case RUNNING -> "▶";
      case FINISHED -> "✓";
      case INTERRUPTED -> "■";
      case FAILED -> "✗";
    };
  }
}
