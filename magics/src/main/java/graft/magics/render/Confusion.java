package graft.magics.render;

import graft.eval.ClassificationReport;
import graft.magics.render.HeatMap.Shade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shows which class was taken for which: a matrix while it can be read, and the most frequent
 * confusions. Classes that are confused stand side by side.
 */
final class Confusion {

  private static final int TEXT_CLASSES = 20;
  private static final int HTML_CLASSES = 50;
  private static final int SHARED_CLASSES = 12;
  private static final int WORDED_CLASSES = 30;
  private static final int NAMED_COLUMNS = 8;
  private static final int NAME_LIMIT = 24;
  private static final int TOP = 20;
  private static final String CAPTION = "Confusion: rows are the truth, columns the prediction";

  private final ClassificationReport report;
  private final List<Integer> order;

  private record Pair(int truth, int prediction, int count) {}

  Confusion(ClassificationReport report) {
    this.report = report;
    this.order = ConfusionOrder.of(report.confusion());
  }

  String text() {
    return size() <= TEXT_CLASSES ? matrix().text() : top().text();
  }

  String html() {
    String pairs = pairs().isEmpty() ? "" : top().html();
    return size() <= HTML_CLASSES ? ChartBox.of(map()) + pairs : pairs;
  }

  private int size() {
    return report.classes().size();
  }

  private HeatMap map() {
    List<String> names = order.stream().map(this::label).toList();
    List<List<Shade>> cells =
        order.stream()
            .map(truth -> order.stream().map(prediction -> shade(truth, prediction)).toList())
            .toList();
    boolean worded = size() <= WORDED_CLASSES;
    return new HeatMap(sentence(), "truth", "prediction", names, names, cells, worded);
  }

  private String sentence() {
    int right = IntStream.range(0, size()).map(i -> count(i, i)).sum();
    String words =
        "confusion matrix: %s of %s right; shade is the share of the true class"
            .formatted(Numbers.count(right), Numbers.count(report.examples(), "example"));
    return pairs().isEmpty()
        ? words
        : words + "; most frequent mistake: " + sentence(pairs().get(0));
  }

  private String sentence(Pair pair) {
    return "%s taken for %s, %s of %s"
        .formatted(
            Names.elided(label(pair.truth()), NAME_LIMIT),
            Names.elided(label(pair.prediction()), NAME_LIMIT),
            Numbers.count(pair.count()),
            Numbers.count(total(pair.truth())));
  }

  private Shade shade(int truth, int prediction) {
    int count = count(truth, prediction);
    double share = (double) count / Math.max(1, total(truth));
    String said =
        "%s taken for %s: %s of %s (%s)"
            .formatted(
                label(truth),
                label(prediction),
                Numbers.count(count),
                Numbers.count(total(truth)),
                Numbers.percent(share));
    boolean few = size() <= SHARED_CLASSES;
    String text = Numbers.count(count);
    if (few && count > 0) {
      text += "\n" + Numbers.format("%.0f %%", 100 * share);
    }
    // in a large matrix nothing but mistakes and hits should catch the eye
    return new Shade(!few && count == 0 ? Double.NaN : share, text, said);
  }

  private int count(int truth, int prediction) {
    return report.confusion().get(truth).get(prediction);
  }

  private int total(int truth) {
    return report.confusion().get(truth).stream().mapToInt(Integer::intValue).sum();
  }

  private Sheet matrix() {
    Sheet sheet = new Sheet(CAPTION).words("class").shades(columns());
    for (int row = 0; row < size(); row++) {
      int truth = order.get(row);
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.name((isNamed() ? "" : (row + 1) + " ") + label(truth), NAME_LIMIT));
      order.forEach(prediction -> cells.add(Cell.of(Numbers.count(count(truth, prediction)))));
      sheet.row(cells);
    }
    return sheet;
  }

  private String[] columns() {
    return IntStream.range(0, size())
        .mapToObj(i -> isNamed() ? label(order.get(i)) : String.valueOf(i + 1))
        .toArray(String[]::new);
  }

  private boolean isNamed() {
    return size() <= NAMED_COLUMNS;
  }

  private String label(int index) {
    return report.classes().get(index);
  }

  private Sheet top() {
    List<Pair> pairs = pairs();
    Sheet sheet =
        new Sheet(
                "Top confusions: %s of %s pairs shown"
                    .formatted(Math.min(TOP, pairs.size()), pairs.size()))
            .words("truth", "taken for")
            .numbers("times");
    for (Pair pair : pairs.subList(0, Math.min(TOP, pairs.size()))) {
      sheet.row(
          List.of(
              Cell.name(label(pair.truth())),
              Cell.name(label(pair.prediction())),
              Cell.of(Numbers.count(pair.count()))));
    }
    return sheet;
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int truth = 0; truth < size(); truth++) {
      for (int prediction = 0; prediction < size(); prediction++) {
        int count = report.confusion().get(truth).get(prediction);
        if (truth != prediction && count > 0) {
          pairs.add(new Pair(truth, prediction, count));
        }
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::count).reversed());
    return pairs;
  }
}
