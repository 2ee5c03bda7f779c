package graft.magics.render;

import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ClassScore;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.PairedDifference;
import graft.metric.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shows how good a classifier is: headline, baselines, confidence, classes, confusion, worst
 * mistakes.
 */
public final class ReportView {

  private static final int MISTAKES = 10;
  private static final int CLASSES = 50;

  private ReportView() {}

  /** Shows a report; its plain text holds what its rich form holds. */
  public static MimeBundle render(ClassificationReport report) {
    Confusion confusion = new Confusion(report);
    Page page =
        new Page(report.subject())
            .line(headline(report), headlineMarkup(report))
            .quiet(report.usage());
    report.notes().forEach(page::quiet);
    return page.sheet(metrics(report))
        .sheet(differences(report))
        .sheet(Confidence.reliability(report.calibration()))
        .sheet(Confidence.coverage(report.coverage()))
        .sheet(classes(report))
        .block(confusion.text(), confusion.html())
        .sheet(mistakes(report))
        .list("One sentence for a report", List.of(report.sentence()))
        .bundle();
  }

  private static String headline(ClassificationReport report) {
    return "%s %s on %s"
        .formatted(
            report.metric(),
            Numbers.interval(report.headline()),
            Numbers.count(report.examples(), "example"));
  }

  private static String headlineMarkup(ClassificationReport report) {
    Interval interval = report.headline();
    String number = Html.element("b", "font-size:18px", Numbers.share(interval.value()));
    return "%s %s &#160; 95 %% interval %s to %s, %s"
        .formatted(
            Html.name(report.metric()),
            number,
            Numbers.share(interval.low()),
            Numbers.share(interval.high()),
            Numbers.count(report.examples(), "example"));
  }

  private static Sheet metrics(ClassificationReport report) {
    Sheet sheet =
        new Sheet("Measured, and baselines").words("metric").numbers("value", "95 % from", "to");
    report.metrics().forEach((name, value) -> interval(sheet, name, value));
    interval(sheet, "calibration error", report.calibration().error());
    for (Map.Entry<String, Interval> baseline : report.baselines().entrySet()) {
      interval(sheet, "baseline: " + baseline.getKey(), baseline.getValue());
    }
    return sheet;
  }

  private static Sheet differences(ClassificationReport report) {
    Sheet sheet =
        new Sheet("Difference in %s on the same examples".formatted(report.metric()))
            .words("to baseline")
            .numbers("value", "95 % from", "to")
            .words("the model is")
            .numbers("McNemar p");
    report.differences().forEach((name, difference) -> sheet.row(name, cells(difference)));
    return sheet;
  }

  /** McNemar's test speaks of accuracy only. */
  private static String[] cells(PairedDifference difference) {
    return new String[] {
      Numbers.signed(difference.difference().value()),
      Numbers.signed(difference.difference().low()),
      Numbers.signed(difference.difference().high()),
      difference.verdict(),
      difference.ofAccuracy() ? Numbers.probability(difference.pValue()) : "–"
    };
  }

  private static void interval(Sheet sheet, String name, Interval value) {
    sheet.row(
        name,
        Numbers.share(value.value()),
        Numbers.share(value.low()),
        Numbers.share(value.high()));
  }

  private static Sheet classes(ClassificationReport report) {
    List<ClassScore> shown = report.perClass();
    String caption = "Classes";
    if (shown.size() > CLASSES) {
      caption = "Classes: the %s of %s with the lowest F1".formatted(CLASSES, shown.size());
      shown =
          shown.stream().sorted(Comparator.comparingDouble(ClassScore::f1)).limit(CLASSES).toList();
    }
    Sheet sheet =
        new Sheet(caption)
            .words("class")
            .numbers("examples", "precision", "recall", "95 % from", "to", "F1");
    for (ClassScore score : shown) {
      sheet.row(
          score.label(),
          Numbers.count(score.support()),
          Numbers.share(score.precision()),
          Numbers.share(score.recall().value()),
          Numbers.share(score.recall().low()),
          Numbers.share(score.recall().high()),
          Numbers.share(score.f1()));
    }
    return sheet;
  }

  private static Sheet mistakes(ClassificationReport report) {
    List<ScoredExample> wrong =
        report.scored().stream()
            .filter(scored -> scored.truth() != scored.prediction())
            .sorted(Comparator.comparingDouble(ScoredExample::loss).reversed())
            .toList();
    int shown = Math.min(MISTAKES, wrong.size());
    Sheet sheet =
        new Sheet("Worst mistakes: %s of %s shown".formatted(shown, Numbers.count(wrong.size())))
            .words("example", "truth", "prediction")
            .numbers("probability", "loss");
    wrong.stream().limit(MISTAKES).forEach(scored -> sheet.row(cells(report, scored)));
    return sheet;
  }

  private static List<Cell> cells(ClassificationReport report, ScoredExample scored) {
    Stream<Cell> names =
        Stream.of(
                scored.id(),
                report.classes().get(scored.truth()),
                report.classes().get(scored.prediction()))
            .map(Cell::name);
    Stream<Cell> numbers =
        Stream.of(Numbers.share(scored.probability()), Numbers.value(scored.loss())).map(Cell::of);
    return Stream.concat(names, numbers).toList();
  }
}
