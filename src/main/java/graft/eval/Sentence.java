package graft.eval;

import graft.metric.Interval;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Says a report in one sentence. */
final class Sentence {

  private Sentence() {}

  static String of(ClassificationReport report) {
    return "On %s of %s, %s%s is %s%s%s; %s."
        .formatted(
            report.examples() == 1 ? "1 example" : report.examples() + " examples",
            report.subject(),
            overlap(report.overlap()),
            report.metric(),
            measured(report.headline(), "95 % interval "),
            baselines(report),
            difference(report),
            report.usage());
  }

  private static String overlap(Overlap overlap) {
    return overlap.mixed() ? "the rest being scored apart (%s), ".formatted(overlap.counted()) : "";
  }

  private static String baselines(ClassificationReport report) {
    StringJoiner list = new StringJoiner(", ", ", against ", "").setEmptyValue("");
    for (Map.Entry<String, Interval> baseline : report.baselines().entrySet()) {
      list.add("%s %s".formatted(baseline.getKey(), measured(baseline.getValue(), "")));
    }
    return list.toString();
  }

  private static String difference(ClassificationReport report) {
    return report
        .bestBaseline()
        .map(
            best ->
                "; difference to the best baseline (%s) on the same examples: %s"
                    .formatted(best, report.differences().get(best).words()))
        .orElse("");
  }

  static String measured(Interval interval, String name) {
    return interval.isKnown()
        ? "%s (%s%s to %s)"
            .formatted(
                number(interval, interval.value()),
                name,
                number(interval, interval.low()),
                number(interval, interval.high()))
        : "%s (too few examples for an interval)".formatted(number(interval, interval.value()));
  }

  private static String number(Interval interval, double value) {
    return String.format(Locale.ROOT, "%." + interval.digits() + "f", value);
  }
}
