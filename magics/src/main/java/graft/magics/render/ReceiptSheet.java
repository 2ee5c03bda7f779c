package graft.magics.render;

import graft.train.FreezeReceipt;
import graft.train.FreezeReceipt.Row;
import java.util.List;

/** Writes a freeze receipt as a table; what broke a promise stands out by word and colour. */
final class ReceiptSheet {

  private static final double LEAST_SHOWN = 0.001;

  private ReceiptSheet() {}

  /** Returns a row a stage, empty where nothing was measured. */
  static Sheet of(FreezeReceipt receipt) {
    Sheet sheet =
        new Sheet("Freeze receipt: " + verdict(receipt))
            .words("stage", "")
            .numbers("change of weights", "of statistics")
            .words("");
    receipt.rows().forEach(row -> sheet.row(cells(row)));
    return sheet;
  }

  private static String verdict(FreezeReceipt receipt) {
    return receipt.kept() ? "what is frozen stood still" : "broken";
  }

  private static List<Cell> cells(Row row) {
    return List.of(
        Cell.name(row.stage()),
        Cell.of(row.trained() ? "● trained" : "○ frozen"),
        Cell.of(change(row.weightChange())),
        Cell.of(change(row.statisticChange())),
        violation(row.violation()));
  }

  private static Cell violation(String sentence) {
    if (sentence.isEmpty()) {
      return Cell.of("");
    }
    String words = "✗ " + Names.elided(sentence, Html.SENTENCE_LIMIT);
    return new Cell(words, Style.alarm(Html.sentence(words)));
  }

  /** A change too small to write is not the same as none. */
  private static String change(double share) {
    if (Double.isNaN(share)) {
      return "not known";
    }
    if (share == 0) {
      return "none";
    }
    return share < LEAST_SHOWN ? "< " + Numbers.percent(LEAST_SHOWN) : Numbers.percent(share);
  }
}
