package graft.magics.render;

import graft.eval.CoverageTable;
import graft.metric.Calibration;
import graft.metric.Calibration.Bin;
import graft.metric.Coverage;

/** Shows what a classifier's confidence is worth. */
final class Confidence {

  private Confidence() {}

  /** Shows the bins that hold examples. */
  static Sheet reliability(Calibration calibration) {
    Sheet sheet =
        new Sheet(
                "Calibration: error %s; %s is to be expected of a perfect one on as many examples"
                    .formatted(
                        Numbers.share(calibration.error().value()),
                        Numbers.share(calibration.ofPerfect())))
            .words("confidence")
            .numbers("examples", "mean confidence", "accuracy");
    for (Bin bin : calibration.bins()) {
      if (bin.count() > 0) {
        sheet.row(
            "%s to %s".formatted(Numbers.share(bin.lower()), Numbers.share(bin.upper())),
            Numbers.count(bin.count()),
            Numbers.share(bin.confidence()),
            Numbers.share(bin.accuracy()));
      }
    }
    return sheet;
  }

  /** Shows a row a threshold; no row where nothing was measured. */
  static Sheet coverage(CoverageTable table) {
    Sheet sheet =
        new Sheet("Answering only where confident: " + table.thresholds())
            .words("to answer", "from confidence")
            .numbers("answered", "share", "95 % from", "to")
            .numbers("accuracy", "95 % from", "to");
    for (Coverage row : table.rows()) {
      sheet.row(
          Numbers.format("%.0f %%", 100 * row.target()),
          Numbers.share(row.threshold()),
          Numbers.count(row.answered()),
          Numbers.value(row.covered()),
          Numbers.low(row.covered()),
          Numbers.high(row.covered()),
          Numbers.value(row.accuracy()),
          Numbers.low(row.accuracy()),
          Numbers.high(row.accuracy()));
    }
    return sheet;
  }
}
