package graft.magics.render;

import graft.eval.Comparison;
import graft.eval.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Shows which of several models is better: curves in one chart, numbers in one table. */
public final class CompareView {

  private CompareView() {}

  /** Shows a comparison; its plain text holds what its rich form holds. */
  public static MimeBundle render(Comparison comparison) {
    Page page =
        new Page(comparison.subject())
            .line(headline(comparison))
            .quiet(comparison.usage())
            .list("Known to models", known(comparison))
            .list("Warnings", comparison.warnings());
    if (!comparison.histories().isEmpty()) {
      Chart chart = ComparedCurves.of(comparison);
      page.chart(chart);
    }
    return page.sheet(models(comparison).interactive())
        .list("One sentence for a report", List.of(comparison.sentence()))
        .bundle();
  }

  private static List<String> known(Comparison comparison) {
    List<String> known = new ArrayList<>();
    comparison
        .overlapping()
        .forEach((name, overlap) -> known.add("%s: %s".formatted(name, overlap.sentence())));
    return known;
  }

  /** Names the best model, and says whether it can be told from the reference. */
  private static String headline(Comparison comparison) {
    Comparison.Row best = best(comparison);
    String extreme = lowerIsBetter(comparison) ? "lowest" : "highest";
    String words =
        "%s is %s for %s: %s"
            .formatted(comparison.metric(), extreme, best.name(), Numbers.interval(best.score()));
    PairedDifference difference = comparison.differences().get(best.name());
    String told =
        difference == null
            ? "the reference"
            : "against %s: %s".formatted(comparison.reference().name(), difference.verdict());
    return "%s; %s".formatted(words, told);
  }

  private static Comparison.Row best(Comparison comparison) {
    Comparison.Row best = comparison.reference();
    for (Comparison.Row row : comparison.rows()) {
      double gain = row.score().value() - best.score().value();
      best = (lowerIsBetter(comparison) ? -gain : gain) > 0 ? row : best;
    }
    return best;
  }

  private static boolean lowerIsBetter(Comparison comparison) {
    return comparison.metric().equals("loss");
  }

  private static Sheet models(Comparison comparison) {
    Sheet sheet =
        new Sheet(
                "Models, on the same %s; differences are to %s"
                    .formatted(
                        Numbers.count(comparison.examples(), "example"),
                        comparison.reference().name()))
            .words("model", "what it is")
            .numbers("trainable", "seconds", comparison.metric(), "95 % interval")
            .numbers("difference", "95 % interval")
            .words("it is");
    comparison.rows().forEach(row -> sheet.row(cells(comparison, row)));
    return sheet;
  }

  private static List<Cell> cells(Comparison comparison, Comparison.Row row) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.name(row.name()), recipe(row)));
    cells.add(Cell.of(Numbers.count(row.trainable())));
    cells.add(Cell.of(Double.isNaN(row.seconds()) ? "–" : Numbers.format("%.1f", row.seconds())));
    cells.add(Cell.of(Numbers.value(row.score())));
    cells.add(whole(Numbers.range(row.score())));
    PairedDifference difference = comparison.differences().get(row.name());
    if (difference == null) {
      Stream.of("", "", "reference").map(Cell::of).forEach(cells::add);
    } else {
      cells.add(Cell.of(Numbers.signed(difference.difference())));
      cells.add(whole(Numbers.signedRange(difference.difference())));
      cells.add(Cell.of(difference.verdict()));
    }
    return cells;
  }

  private static Cell recipe(Comparison.Row row) {
    Cell words = Cell.sentence(row.recipe());
    return new Cell(words.text(), words.markup(), ";min-width:90px");
  }

  /** An interval is read as one, and so not broken between its ends. */
  private static Cell whole(String interval) {
    return new Cell(interval, Html.escape(interval), ";white-space:nowrap");
  }
}
