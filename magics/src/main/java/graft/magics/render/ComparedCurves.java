package graft.magics.render;

import graft.eval.Comparison;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws the validation curves of several runs over each other, one series a model. */
final class ComparedCurves {

  private static final String VALIDATION = "validation ";
  private static final String LOSS = "loss";

  private ComparedCurves() {}

  /** Returns one panel for the metric and one for the loss. */
  static Chart of(Comparison comparison) {
    List<Panel> panels = new ArrayList<>();
    for (String kind : kinds(comparison)) {
      List<Series> series = series(comparison, kind);
      panels.add(new Panel(VALIDATION + kind, "epoch", List.of(), series, List.of()));
    }
    return new Chart(sentence(comparison), panels);
  }

  /** Returns what is measured on validation in at least one of the runs: metric, then loss. */
  static List<String> kinds(Comparison comparison) {
    Set<String> kinds = new LinkedHashSet<>(List.of(comparison.metric(), LOSS));
    kinds.removeIf(kind -> series(comparison, kind).isEmpty());
    return List.copyOf(kinds);
  }

  /** Returns a series a model that was measured so. */
  static List<Series> series(Comparison comparison, String kind) {
    List<Series> series = new ArrayList<>();
    List<Comparison.Row> rows = comparison.rows();
    for (int i = 0; i < rows.size(); i++) {
      String name = rows.get(i).name();
      TrainingHistory history = comparison.histories().get(name);
      if (history != null && history.seriesNames().contains(VALIDATION + kind)) {
        series.add(new Series(name, Shape.LINE, i, Curves.points(history, VALIDATION + kind)));
      }
    }
    return series;
  }

  private static String sentence(Comparison comparison) {
    List<String> best = new ArrayList<>();
    comparison
        .histories()
        .forEach(
            (name, history) ->
                best.add(
                    "%s %s at epoch %s of %s"
                        .formatted(
                            name,
                            Numbers.value(history.bestValue()),
                            history.bestEpoch(),
                            history.epochs().size())));
    return "best epochs on validation: " + String.join(", ", best);
  }
}
