package graft.magics.render;

import graft.magics.render.Chart.Mark;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import graft.train.EpochValues;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;

/** Turns a history into a chart: the losses in one panel, the deciding metric in another. */
final class Curves {

  private static final String LOSS = "loss";
  private static final int BATCHES = 2;

  private Curves() {}

  static Chart of(TrainingHistory history) {
    return of(history, List.of());
  }

  /**
   * Draws a run that goes on.
   *
   * @param losses batch by batch, their places in epochs
   */
  static Chart of(TrainingHistory history, List<Point> losses) {
    List<Panel> panels = new ArrayList<>();
    for (String kind : kinds(history)) {
      panels.add(panel(history, kind, kind.equals(LOSS) ? losses : List.of()));
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

  private static Panel panel(TrainingHistory history, String kind, List<Point> losses) {
    List<Series> series = new ArrayList<>();
    if (!losses.isEmpty()) {
      series.add(new Series("single batches", Shape.THIN, BATCHES, losses));
    }
    for (String name : names(history, kind)) {
      series.add(curve(history, kind, name, 2 + series.size()));
    }
    List<Mark> marks = new ArrayList<>(Phases.marks(history));
    if (history.bestEpoch() > 0) {
      marks.add(new Mark(history.bestEpoch(), "best", Chart.Place.TOP));
    }
    if (history.outcome() == Outcome.INTERRUPTED || history.outcome() == Outcome.FAILED) {
      double end = history.epochs().size() + 0.5;
      marks.add(new Mark(end, history.outcome().word(), Chart.Place.BOTTOM));
    }
    return new Panel(kind, "epoch", List.of(), series, marks);
  }

  /** The panel says what is measured, so that panels share the words of one legend. */
  private static Series curve(TrainingHistory history, String kind, String name, int other) {
    boolean training = name.startsWith("training ");
    List<String> notes =
        history.epochs().stream()
            .map(epoch -> "learning rate " + Numbers.rate(epoch.learningRate()))
            .toList();
    String shown =
        name.endsWith(" " + kind) ? name.substring(0, name.length() - kind.length() - 1) : name;
    return new Series(
        shown, Shape.LINE, style(name, other), points(history, name), training ? notes : List.of());
  }

  /** Returns a series as points over the epochs. */
  static List<Point> points(TrainingHistory history, String name) {
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
