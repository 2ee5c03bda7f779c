package graft.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.traces.Trace;

/**
 * What a user's trace shows. jsplot keeps its data to itself, so it is read from the JavaScript
 * that it emits, a property a line.
 *
 * @param type Plotly's word, for example {@code scatter}
 * @param axis end of the axes' names: empty, {@code 2}, …
 * @param z rows of a heat map
 */
record FigureTrace(
    String type,
    String name,
    String mode,
    String axis,
    List<String> x,
    List<String> y,
    List<List<String>> z) {

  private static final Set<String> FLAT =
      Set.of(
          "bar",
          "box",
          "contour",
          "heatmap",
          "histogram",
          "histogram2d",
          "histogram2dcontour",
          "image",
          "pie",
          "scatter",
          "violin");

  private static final String LINE = "(?m)^\\s*%s: '(.*?)',?$";
  private static final String ARRAY = "(?m)^\\s*%s: \\[(.*)],$";
  private static final Pattern ELEMENT =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s\\[\\]]+)");
  private static final Pattern ROW = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?|NaN");

  FigureTrace {
    x = List.copyOf(x);
    y = List.copyOf(y);
    z = List.copyOf(z);
  }

  static FigureTrace of(Trace trace) {
    String script = trace.asJavascript(0);
    return new FigureTrace(
        property(script, "type"),
        property(script, "name"),
        property(script, "mode"),
        property(script, "xaxis").replace("x", ""),
        elements(first(ARRAY.formatted("x"), script)),
        elements(first(ARRAY.formatted("y"), script)),
        rows(first(ARRAY.formatted("z"), script)));
  }

  /** Returns whether Graft's Plotly, the build for flat charts, draws this kind. */
  boolean isFlat() {
    return FLAT.contains(type);
  }

  /** Returns whether the static picture can show it as lines, points or bars. */
  boolean isDrawable() {
    boolean pairs = !x.isEmpty() && x.size() == y.size() && isNumeric(y);
    return pairs && (type.equals("scatter") || type.equals("bar"));
  }

  /** Returns whether a table can show it as shades. */
  boolean isHeatmap() {
    return type.equals("heatmap")
        && z.size() == y.size()
        && z.stream().allMatch(row -> row.size() == x.size() && isNumeric(row));
  }

  boolean hasNumericAxis() {
    return isNumeric(x);
  }

  int size() {
    return z.isEmpty() ? Math.max(x.size(), y.size()) : x.size() * y.size();
  }

  /** Returns the first value of a property, unescaped; empty where there is none. */
  static String property(String script, String key) {
    return unescaped(first(LINE.formatted(key), script)).replace("\\\\", "\\");
  }

  /** Returns the title of an axis in a figure's script; empty where there is none. */
  static String axisTitle(String script, String axis) {
    return unescaped(first("(?m)^\\s*" + axis + ": \\{\\s*title: '(.*?)',?$", script));
  }

  /** Returns what the positions of an axis in a figure's script are. */
  static Chart.Axis axisType(String script, String axis) {
    String type = first("(?ms)^\\s*" + axis + ": \\{[^}]*?^\\s*type: '(.*?)',?$", script);
    return type.equals("log") ? Chart.Axis.LOGARITHMIC : Chart.Axis.LINEAR;
  }

  private static String first(String pattern, String script) {
    Matcher matcher = Pattern.compile(pattern).matcher(script);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static List<List<String>> rows(String array) {
    return ROW.matcher(array).results().map(row -> elements(row.group(1))).toList();
  }

  private static List<String> elements(String array) {
    List<String> elements = new ArrayList<>();
    Matcher matcher = ELEMENT.matcher(array);
    while (matcher.find()) {
      String quoted = matcher.group(1);
      elements.add(
          quoted == null ? matcher.group(2) : unescaped(quoted.replaceAll("\\\\(.)", "$1")));
    }
    return elements;
  }

  /** Undoes the escapes that jsplot's templates put into titles and names. */
  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#36;", "$")
        .replace("&#37;", "%")
        .replace("&amp;", "&");
  }

  private static boolean isNumeric(List<String> values) {
    return values.stream().allMatch(value -> NUMBER.matcher(value).matches());
  }
}
