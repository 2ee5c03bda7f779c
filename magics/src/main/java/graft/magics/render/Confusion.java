package graft.magics.render;

import graft.eval.ClassificationReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shows which class was taken for which: a matrix while it can be read, else the worst pairs. */
final class Confusion {

  private static final int TEXT_CLASSES = 20;
  private static final int HTML_CLASSES = 50;
  private static final int NAMED_COLUMNS = 8;
  private static final int NAME_LIMIT = 24;
  private static final int TOP = 20;
  private static final String CAPTION = "Confusion: rows are the truth, columns the prediction";

  private final ClassificationReport report;

  private record Pair(int truth, int prediction, int count) {}

  Confusion(ClassificationReport report) {
    this.report = report;
  }

  String text() {
    return size() <= TEXT_CLASSES ? matrix().text() : top().text();
  }

  String html() {
    return size() <= HTML_CLASSES ? matrix().html() : top().html();
  }

  private int size() {
    return report.classes().size();
  }

  private Sheet matrix() {
    Sheet sheet = new Sheet(CAPTION).words("class").shades(columns());
    for (int truth = 0; truth < size(); truth++) {
      List<Cell> cells = new ArrayList<>();
      cells.add(name(truth));
      for (int prediction = 0; prediction < size(); prediction++) {
        cells.add(cell(truth, prediction));
      }
      sheet.row(cells);
    }
    return sheet;
  }

  private String[] columns() {
    return IntStream.range(0, size())
        .mapToObj(i -> size() <= NAMED_COLUMNS ? label(i) : String.valueOf(i + 1))
        .toArray(String[]::new);
  }

  private Cell name(int index) {
    String number = size() <= NAMED_COLUMNS ? "" : (index + 1) + " ";
    return Cell.name(number + label(index), NAME_LIMIT);
  }

  private String label(int index) {
    return report.classes().get(index);
  }

  /** Shades by the share of the row; what is right is bold too. */
  private Cell cell(int truth, int prediction) {
    List<Integer> row = report.confusion().get(truth);
    int count = row.get(prediction);
    int total = row.stream().mapToInt(Integer::intValue).sum();
    String shade = count == 0 ? ";opacity:.5" : ";" + Cividis.style((double) count / total);
    String bold = truth == prediction ? ";font-weight:700" : "";
    return new Cell(Numbers.count(count), Numbers.count(count), shade + bold);
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
