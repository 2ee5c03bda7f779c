package graft.magics.render;

import graft.data.Example;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows the classes that are confused most: what was taken for the other class, beside what that
 * class looks like where it was recognised.
 */
final class ConfusedPairs {

  private static final int PAIRS = 3;
  private static final int EACH = 3;
  private static final int SIDE = 64;
  private static final int WIDTH = 68;
  private static final String HEADING = "Most confused classes, side by side";
  private static final String HALF =
      "display:inline-block;vertical-align:top;margin:0 28px 0 0;max-width:100%";

  private final ClassificationReport report;
  private final List<Pair> pairs;

  private record Pair(MistakeCell cell, List<Example> taken, List<Example> recognised) {}

  ConfusedPairs(ClassificationReport report) {
    this.report = report;
    this.pairs =
        MistakeCell.of(report).stream().limit(PAIRS).map(cell -> pair(report, cell)).toList();
  }

  /** The surest on both sides: what looked most like the other class, and that class itself. */
  private static Pair pair(ClassificationReport report, MistakeCell cell) {
    List<ScoredExample> recognised =
        report.scored().stream()
            .filter(each -> each.truth() == cell.prediction())
            .filter(each -> each.prediction() == cell.prediction())
            .toList();
    return new Pair(cell, surest(cell.examples()), surest(recognised));
  }

  private static List<Example> surest(List<ScoredExample> scored) {
    Comparator<ScoredExample> surestFirst =
        Comparator.comparingDouble(ScoredExample::probability).reversed();
    return MistakeCell.first(scored.stream().sorted(surestFirst).toList(), EACH);
  }

  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Pair pair : pairs) {
      examples.addAll(pair.taken());
      examples.addAll(pair.recognised());
    }
    return examples;
  }

  /** Returns the same in words: which examples they are. */
  Sheet table() {
    Sheet sheet = new Sheet(HEADING).words("classes", "these", "beside, recognised");
    for (Pair pair : pairs) {
      sheet.row(
          List.of(
              Cell.sentence(pair.cell().words(report)),
              Cell.sentence(ids(pair.taken())),
              Cell.sentence(ids(pair.recognised()))));
    }
    return sheet;
  }

  private static String ids(List<Example> examples) {
    return examples.stream()
        .map(example -> Names.elided(example.id(), Html.NAME_LIMIT))
        .collect(Collectors.joining(", "));
  }

  String tiles(Album album) {
    StringBuilder html = new StringBuilder(Html.element("div", Style.HEADING, HEADING));
    for (Pair pair : pairs) {
      html.append(Html.element("div", Style.LINE, Html.sentence(pair.cell().words(report))));
      html.append(half(album, "truly", pair.cell().truth(), pair.taken()));
      html.append(half(album, "recognised", pair.cell().prediction(), pair.recognised()));
    }
    return html.toString();
  }

  private String half(Album album, String word, int label, List<Example> examples) {
    String name = Html.name(report.classes().get(label));
    if (examples.isEmpty()) {
      return Html.element("div", HALF, "no %s was %s".formatted(name, word));
    }
    Tiles tiles = new Tiles(WIDTH);
    album.boxes(examples, SIDE).forEach(box -> tiles.add(box, List.of()));
    return Html.element("div", HALF, "%s %s".formatted(word, name) + tiles.html());
  }
}
