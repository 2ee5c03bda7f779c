package graft.magics.render;

import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ClassScore;
import graft.eval.ClassificationReport.ScoredExample;
import graft.magics.render.Chart.Axis;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import graft.magics.render.DotPlot.Dot;
import graft.magics.render.DotPlot.Dots;
import graft.metric.BinaryCurves;
import graft.metric.Calibration;
import graft.metric.Calibration.Bin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Draws how good a classifier is: by class, by confidence, and, of two classes, by threshold. */
final class ReportCharts {

  private static final int NAME_LIMIT = 24;
  private static final int GUIDE = 2;
  private static final List<Point> DIAGONAL = List.of(new Point(0, 0), new Point(1, 1));

  private ReportCharts() {}

  /**
   * Draws precision and recall of each class, of the 50 with the lowest F1 where there are more.
   */
  static DotPlot classes(ClassificationReport report) {
    List<ClassScore> shown = ShownClasses.of(report);
    return new DotPlot(
        sentence(shown, report.classes().size()),
        "precision and recall, the latter with its 95 % interval",
        shown.stream().map(ClassScore::label).toList(),
        List.of(
            new Dots(
                "precision", 0, shown.stream().map(score -> Dot.of(score.precision())).toList()),
            new Dots("recall", 1, shown.stream().map(ReportCharts::recall).toList())));
  }

  private static String sentence(List<ClassScore> shown, int classes) {
    // a class that does not occur has no F1
    List<ClassScore> scores = shown.stream().filter(score -> !Double.isNaN(score.f1())).toList();
    Comparator<ClassScore> byF1 = Comparator.comparingDouble(ClassScore::f1);
    ClassScore worst = scores.stream().min(byF1).orElseThrow();
    ClassScore best = scores.stream().max(byF1).orElseThrow();
    String which =
        shown.size() < classes
            ? "the worst %d of %d classes".formatted(shown.size(), classes)
            : "%d classes".formatted(classes);
    if (worst.f1() == best.f1()) {
      return "precision and recall of %s: F1 %s in each".formatted(which, Numbers.share(best.f1()));
    }
    return "precision and recall of %s: F1 from %s (%s) to %s (%s)"
        .formatted(
            which,
            Numbers.share(worst.f1()),
            Names.elided(worst.label(), NAME_LIMIT),
            Numbers.share(best.f1()),
            Names.elided(best.label(), NAME_LIMIT));
  }

  private static Dot recall(ClassScore score) {
    return new Dot(score.recall().value(), score.recall().low(), score.recall().high());
  }

  /** Draws a reliability diagram, and how many examples stand behind each of its points. */
  static Chart reliability(Calibration calibration) {
    List<Bin> filled = calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    List<Point> points =
        filled.stream().map(bin -> new Point(bin.confidence(), bin.accuracy())).toList();
    List<String> notes = filled.stream().map(bin -> Numbers.count(bin.count(), "example")).toList();
    List<Point> counts =
        filled.stream()
            .map(bin -> new Point((bin.lower() + bin.upper()) / 2, bin.count()))
            .toList();
    Panel diagram =
        panel(
            "share that is right",
            "confidence",
            new Series("perfectly calibrated", Shape.THIN, GUIDE, DIAGONAL),
            new Series("this model", Shape.LINE, 1, points, notes));
    Panel bars =
        new Panel(
            "examples",
            "confidence",
            List.of(),
            List.of(new Series("examples", Shape.BARS, 0, counts)),
            List.of(),
            Axis.SHARE);
    return new Chart(sentence(calibration), List.of(diagram, bars));
  }

  private static String sentence(Calibration calibration) {
    return "reliability diagram: expected calibration error %s; %s is to be expected of a perfectly calibrated model on as many examples"
        .formatted(Numbers.interval(calibration.error()), Numbers.share(calibration.ofPerfect()));
  }

  /** Draws ROC and precision over recall; nothing unless two classes both have examples. */
  static Optional<Chart> thresholds(ClassificationReport report) {
    List<ScoredExample> scored = report.scored();
    boolean two = report.classes().size() == 2;
    if (!two || scored.stream().mapToInt(ScoredExample::truth).distinct().count() < 2) {
      return Optional.empty();
    }
    double[] scores = scored.stream().mapToDouble(ReportCharts::ofSecond).toArray();
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = scored.get(i).truth() == 1;
    }
    return Optional.of(chart(BinaryCurves.of(scores, positive), report));
  }

  /** Odds tell confident answers apart whose probabilities round to the same. */
  private static double ofSecond(ScoredExample example) {
    return example.prediction() == 1 ? example.logOdds() : -example.logOdds();
  }

  private static Chart chart(BinaryCurves curves, ClassificationReport report) {
    String positive = Names.elided(report.classes().get(1), NAME_LIMIT);
    double share = report.perClass().get(1).support() / (double) report.examples();
    Panel roc =
        panel(
            "true positive rate",
            "false positive rate",
            new Series("guessing", Shape.THIN, GUIDE, DIAGONAL),
            new Series("this model", Shape.LINE, 1, points(curves.roc())));
    List<Point> guessing = List.of(new Point(0, share), new Point(1, share));
    Panel precision =
        panel(
            "precision",
            "recall",
            new Series("guessing", Shape.THIN, GUIDE, guessing),
            new Series("this model", Shape.LINE, 1, points(curves.precisionRecall())));
    String sentence =
        "every threshold for %s: area under the ROC curve %s, average precision %s (guessing: 0.500 and %s)"
            .formatted(
                positive,
                Numbers.share(curves.areaUnderRoc()),
                Numbers.share(curves.averagePrecision()),
                Numbers.share(share));
    return new Chart(sentence, List.of(roc, precision));
  }

  private static List<Point> points(List<BinaryCurves.Point> points) {
    return points.stream().map(point -> new Point(point.x(), point.y())).toList();
  }

  private static Panel panel(String title, String xTitle, Series... series) {
    return new Panel(title, xTitle, List.of(), List.of(series), List.of(), Axis.SHARES);
  }
}
