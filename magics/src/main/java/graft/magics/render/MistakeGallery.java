package graft.magics.render;

import graft.data.Example;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows mistakes by cell of the confusion matrix, largest first, each cell folded. */
final class MistakeGallery {

  private static final int CELLS = 10;
  private static final int PICTURES = 20;
  private static final int SIDE = 48;
  private static final int WIDTH = 52;

  private final ClassificationReport report;
  private final int all;
  private final List<Shown> cells;

  /** A cell and how many of its examples are shown, the worst. */
  private record Shown(MistakeCell cell, int count) {

    List<ScoredExample> scored() {
      return cell.examples().subList(0, count);
    }

    List<Example> examples() {
      return MistakeCell.first(scored(), count);
    }
  }

  MistakeGallery(ClassificationReport report) {
    List<MistakeCell> found = MistakeCell.of(report);
    this.report = report;
    this.all = found.size();
    this.cells = shared(found.subList(0, Math.min(CELLS, all)));
  }

  /** Gives each cell a picture in turn until there are enough, so that no cell stays empty. */
  private static List<Shown> shared(List<MistakeCell> cells) {
    int[] counts = new int[cells.size()];
    int left = Math.min(PICTURES, cells.stream().mapToInt(MistakeCell::count).sum());
    while (left > 0) {
      for (int i = 0; i < counts.length && left > 0; i++) {
        if (counts[i] < cells.get(i).count()) {
          counts[i]++;
          left--;
        }
      }
    }
    return IntStream.range(0, counts.length)
        .mapToObj(i -> new Shown(cells.get(i), counts[i]))
        .toList();
  }

  List<Example> examples() {
    return cells.stream().flatMap(each -> each.examples().stream()).toList();
  }

  /** Returns the same in words: which examples they are. */
  Sheet table() {
    Sheet sheet = new Sheet(caption()).words("truth", "taken for").numbers("times").words("worst");
    for (Shown each : cells) {
      MistakeCell cell = each.cell();
      sheet.row(
          List.of(
              Cell.name(report.classes().get(cell.truth())),
              Cell.name(report.classes().get(cell.prediction())),
              Cell.of(Numbers.count(cell.count())),
              Cell.sentence(ids(each))));
    }
    return sheet;
  }

  private String caption() {
    return "Mistakes by cell of the confusion matrix: %s of %s shown"
        .formatted(cells.size(), Numbers.count(all, "cell"));
  }

  private static String ids(Shown each) {
    return each.examples().stream()
        .map(example -> Names.elided(example.id(), Html.NAME_LIMIT))
        .collect(Collectors.joining(", "));
  }

  String folded(Album album) {
    StringBuilder html = new StringBuilder();
    html.append(Html.element("div", Style.HEADING, Html.escape(caption())));
    html.append(Html.element("div", Style.QUIET, "below each: probability of the wrong class"));
    for (Shown each : cells) {
      String summary = Html.element("summary", "cursor:pointer", Html.sentence(words(each)));
      html.append(Html.element("details", Style.LINE, summary + tiles(each, album)));
    }
    return html.toString();
  }

  private String words(Shown each) {
    String cut =
        each.count() < each.cell().count() ? ", the worst %s shown".formatted(each.count()) : "";
    return each.cell().words(report) + cut;
  }

  private static String tiles(Shown each, Album album) {
    List<String> boxes = album.boxes(each.examples(), SIDE);
    Tiles tiles = new Tiles(WIDTH);
    for (int i = 0; i < boxes.size(); i++) {
      tiles.add(boxes.get(i), List.of(Numbers.share(each.scored().get(i).probability())));
    }
    return tiles.html();
  }
}
