package graft.magics.render;

import graft.data.Example;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import java.util.ArrayList;
import java.util.List;

/** Shows the mistakes with the largest loss: truth, prediction with its probability, loss. */
final class TopLosses {

  private static final int SHOWN = 10;
  private static final int SIDE = 80;
  private static final int WIDTH = 132;
  private static final int LABEL_LIMIT = 28;
  private static final int ID_LIMIT = 18;

  private final ClassificationReport report;
  private final List<ScoredExample> wrong;
  private final List<ScoredExample> shown;

  TopLosses(ClassificationReport report) {
    this.report = report;
    this.wrong = MistakeCell.wrong(report);
    this.shown = wrong.stream().limit(SHOWN).toList();
  }

  List<Example> examples() {
    return MistakeCell.first(shown, SHOWN);
  }

  /** Returns the table that stands where pictures cannot. */
  Sheet table(ViewOptions options) {
    Sheet sheet =
        new Sheet(caption()).words("example", "truth", "prediction").numbers("probability", "loss");
    boolean words = Examples.anyWords(examples());
    if (words) {
      sheet.words("what it says");
    }
    shown.forEach(scored -> sheet.row(cells(scored, words, options)));
    return sheet;
  }

  private String caption() {
    return "Worst mistakes: %s of %s shown".formatted(shown.size(), Numbers.count(wrong.size()));
  }

  private List<Cell> cells(ScoredExample scored, boolean words, ViewOptions options) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.name(scored.id()));
    cells.add(Cell.name(label(scored.truth())));
    cells.add(Cell.name(label(scored.prediction())));
    cells.add(Cell.of(Numbers.share(scored.probability())));
    cells.add(Cell.of(Numbers.value(scored.loss())));
    if (words) {
      cells.add(Cell.sentence(Examples.words(scored.example().source(), options.examples())));
    }
    return cells;
  }

  /** Returns the same as pictures. */
  String tiles(Album album) {
    List<String> boxes = album.boxes(examples(), SIDE);
    Tiles tiles = new Tiles(WIDTH);
    for (int i = 0; i < boxes.size(); i++) {
      tiles.add(boxes.get(i), lines(shown.get(i)));
    }
    return Html.element("div", Style.HEADING, Html.escape(caption())) + tiles.html();
  }

  private List<String> lines(ScoredExample scored) {
    return List.of(
        Html.element("b", "", Html.name(label(scored.truth()), LABEL_LIMIT)),
        "taken for " + Html.name(label(scored.prediction()), LABEL_LIMIT),
        "%s, loss %s".formatted(Numbers.share(scored.probability()), Numbers.value(scored.loss())),
        Html.element("span", "opacity:.75;white-space:nowrap", Html.name(file(scored), ID_LIMIT)));
  }

  /** The folder is the truth, which stands above. */
  private static String file(ScoredExample scored) {
    return scored.id().substring(scored.id().lastIndexOf('/') + 1);
  }

  private String label(int index) {
    return report.classes().get(index);
  }
}
