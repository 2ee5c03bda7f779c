package graft.magics.render;

import graft.magics.render.Chart.Mark;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import graft.train.EpochValues;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;

/** Turns a history into a chart: the losses in one panel, the deciding metric in another. */
final class Curves {

  private static final String LOSS = "loss";

  private Curves() {}

  static Chart of(TrainingHistory history) {
    List<Panel> panels = new ArrayList<>();
    for (String kind : kinds(history)) {
      panels.add(panel(history, kind));
    }
    List<String> sentences = new ArrayList<>(List.of(sentence(history)));
    sentences.addAll(Phases.sentences(history));
    return new Chart(String.join("; ", sentences), panels);
  }

  /** Says the result in one sentence. */
  static String sentence(TrainingHistory history) {
    String epochs = Numbers.count(history.epochs().size(), "epoch");
    if (history.bestEpoch() == 0) {
      return "training %s before the end of its first epoch".formatted(verb(history));
    }
    return "training %s %s; best epoch %s: %s %s"
        .formatted(
            verb(history),
            epochs,
            history.bestEpoch(),
            history.metric(),
            Numbers.value(history.bestValue()));
  }

  /** Returns the names of the panels: what the series measure, without the part they measure on. */
  static List<String> kinds(TrainingHistory history) {
    String metric = kind(history.metric());
    String other =
        history.seriesNames().stream()
            .map(Curves::kind)
            .filter(kind -> !kind.equals(LOSS))
            .findFirst()
            .orElse(LOSS);
    String second = metric.equals(LOSS) ? other : metric;
    return second.equals(LOSS) ? List.of(LOSS) : List.of(LOSS, second);
  }

  /** Returns the series of one panel. */
  static List<String> names(TrainingHistory history, String kind) {
    return history.seriesNames().stream().filter(name -> kind(name).equals(kind)).toList();
  }

  /** Returns 0 for a series of the training part, 1 for validation, {@code other} otherwise. */
  static int style(String name, int other) {
    if (name.startsWith("training ")) {
      return 0;
    }
    return name.startsWith("validation ") ? 1 : other;
  }

  private static Panel panel(TrainingHistory history, String kind) {
    List<Series> series = new ArrayList<>();
    for (String name : names(history, kind)) {
      series.add(
          new Series(name, Shape.LINE, style(name, 2 + series.size()), points(history, name)));
    }
    List<Mark> marks = new ArrayList<>(Phases.marks(history));
    if (history.bestEpoch() > 0) {
      marks.add(new Mark(history.bestEpoch(), "best", Chart.Place.TOP));
    }
    return new Panel(kind, "epoch", List.of(), series, marks);
  }

  private static List<Point> points(TrainingHistory history, String name) {
    double[] values = history.series(name);
    List<Point> points = new ArrayList<>();
    for (EpochValues epoch : history.epochs()) {
      points.add(new Point(epoch.epoch(), values[points.size()]));
    }
    return points;
  }

  private static String kind(String name) {
    for (String part : List.of("training ", "validation ")) {
      if (name.startsWith(part)) {
        return name.substring(part.length());
      }
    }
    return name.endsWith(" " + LOSS) ? LOSS : name;
  }

  private static String verb(TrainingHistory history) {
    return switch (history.outcome()) {
      case RUNNING -> history.bestEpoch() == 0 ? "is" : "has done";
      case FINISHED -> history.bestEpoch() == 0 ? "ended" : "finished after";
      case INTERRUPTED -> history.bestEpoch() == 0 ? "was interrupted" : "was interrupted after";
      case FAILED -> history.bestEpoch() == 0 ? "failed" : "failed after";
    };
  }
}
