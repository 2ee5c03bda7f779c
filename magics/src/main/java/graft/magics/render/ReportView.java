package graft.magics.render;

import graft.data.Exposure.Use;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ClassScore;
import graft.eval.Overlap;
import graft.eval.PairedDifference;
import graft.metric.Interval;
import java.util.List;
import java.util.Map;

/**
 * Shows how good a classifier is: headline, baselines, confidence, classes, confusion, worst
 * mistakes.
 */
public final class ReportView {

  private ReportView() {}

  /** Shows a report; its plain text holds what its rich form holds, pictures by their names. */
  public static MimeBundle render(ClassificationReport report, ViewOptions options) {
    Confusion confusion = new Confusion(report);
    Page page = new Page(report.subject()).line(headline(report), headlineMarkup(report));
    String overlap = report.overlap().sentence();
    if (!overlap.isEmpty()) {
      page.line(overlap);
    }
    page.quiet(report.usage());
    report.notes().forEach(page::quiet);
    page.sheet(apart(report)).sheet(metrics(report)).sheet(differences(report));
    page.block(confusion.text(), confusion.html());
    page.html(ChartBox.of(ReportCharts.classes(report))).sheet(classes(report).interactive());
    ReportCharts.thresholds(report).ifPresent(page::chart);
    page.block(
        Confidence.reliability(report.calibration()).text(),
        ChartBox.of(ReportCharts.reliability(report.calibration())));
    page.sheet(Confidence.coverage(report.coverage()));
    Mistakes.add(page, report, options);
    return page.list("One sentence for a report", List.of(report.sentence())).bundle();
  }

  private static String headline(ClassificationReport report) {
    return "%s %s on %s"
        .formatted(report.metric(), Numbers.interval(report.headline()), measured(report));
  }

  /** Returns which examples the numbers are of. */
  private static String measured(ClassificationReport report) {
    Overlap overlap = report.overlap();
    if (!overlap.mixed()) {
      return Numbers.count(report.examples(), "example");
    }
    return "the %s of %s that %s"
        .formatted(
            Numbers.count(report.examples()),
            Numbers.count(overlap.examples(), "example"),
            overlap.count(Use.NEW) > 0 ? "are new to the model" : "were not trained on");
  }

  private static Sheet apart(ClassificationReport report) {
    Sheet sheet =
        new Sheet("Scored apart, %s".formatted(report.metric()))
            .words("examples that")
            .numbers("number", "value", "95 % from", "to");
    if (report.overlap().mixed()) {
      report.overlap().groups().forEach(group -> sheet.row(cells(group)));
    }
    return sheet;
  }

  private static List<Cell> cells(Overlap.Group group) {
    Interval score = group.score();
    String words =
        switch (group.use()) {
          case NEW -> "are new to the model";
          case CHOSE -> "chose the epoch";
          case TRAINED -> "were trained on";
        };
    return List.of(
        Cell.of(words),
        Cell.of(Numbers.count(group.examples())),
        Cell.of(Numbers.share(score.value())),
        Cell.of(Numbers.share(score.low())),
        Cell.of(Numbers.share(score.high())));
  }

  private static String headlineMarkup(ClassificationReport report) {
    Interval interval = report.headline();
    String number = Html.element("b", "font-size:18px", Numbers.value(interval));
    String range =
        interval.isKnown()
            ? "95 % interval " + Numbers.range(interval)
            : "too few examples for a 95 % interval";
    return "%s %s &#160; %s, %s"
        .formatted(Html.name(report.metric()), number, range, measured(report));
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
      Numbers.signed(difference.difference()),
      Numbers.signedLow(difference.difference()),
      Numbers.signedHigh(difference.difference()),
      difference.verdict(),
      difference.ofAccuracy() ? Numbers.probability(difference.pValue()) : "–"
    };
  }

  private static void interval(Sheet sheet, String name, Interval value) {
    sheet.row(name, Numbers.value(value), Numbers.low(value), Numbers.high(value));
  }

  private static Sheet classes(ClassificationReport report) {
    Sheet sheet =
        new Sheet(ShownClasses.caption(report))
            .words("class")
            .numbers("examples", "precision", "recall", "95 % from", "to", "F1");
    for (ClassScore score : ShownClasses.of(report)) {
      sheet.row(
          score.label(),
          Numbers.count(score.support()),
          Numbers.share(score.precision()),
          Numbers.value(score.recall()),
          Numbers.low(score.recall()),
          Numbers.high(score.recall()),
          Numbers.share(score.f1()));
    }
    return sheet;
  }
}
