package graft.magics.render;

import graft.train.FreezeSummary;
import graft.train.FreezeSummary.StageRow;

/** Shows which stages train and what that costs. */
public final class FreezeView {

  private FreezeView() {}

  /** Shows a row a stage and the sums. */
  public static MimeBundle render(FreezeSummary summary) {
    Sheet sheet =
        new Sheet("Stages, first to last")
            .words("stage", "")
            .numbers("parameters", "trainable")
            .words("batch norms")
            .numbers("share of forward")
            .words("output");
    summary.stages().forEach(stage -> row(sheet, stage));
    return new Page(summary.subject()).line(sentence(summary)).sheet(sheet).bundle();
  }

  private static String sentence(FreezeSummary summary) {
    if (summary.stages().stream().anyMatch(FreezeView::comesWithData)) {
      return "%s · %s of the backbone's %s parameters train, and a head that comes with the data"
          .formatted(
              summary.policy(),
              Numbers.count(summary.trainable()),
              Numbers.count(summary.parameters()));
    }
    double share = summary.trainable() / (double) Math.max(1, summary.parameters());
    return "%s · %s of %s parameters train (%s)"
        .formatted(
            summary.policy(),
            Numbers.count(summary.trainable()),
            Numbers.count(summary.parameters()),
            Numbers.percent(share));
  }

  private static void row(Sheet sheet, StageRow stage) {
    sheet.row(
        stage.name(),
        state(stage),
        comesWithData(stage) ? "with the data" : Numbers.count(stage.parameters()),
        comesWithData(stage) ? "all" : Numbers.count(stage.trainable()),
        stage.norms(),
        Numbers.percent(stage.forwardShare()),
        stage.cached() ? "computed once" : "computed each step");
  }

  private static boolean comesWithData(StageRow stage) {
    return stage.parameters() == 0;
  }

  private static String state(StageRow stage) {
    if (comesWithData(stage)) {
      return "● trains";
    }
    if (stage.trainable() == 0) {
      return "○ frozen";
    }
    return stage.trainable() < stage.parameters() ? "◐ partly trains" : "● trains";
  }
}
