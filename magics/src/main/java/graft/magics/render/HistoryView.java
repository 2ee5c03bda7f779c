package graft.magics.render;

import graft.train.FreezeReceipt;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run: how it ended, its curves, its epochs and what it changed; the layout is the same
 * while it runs.
 */
public final class HistoryView {

  private HistoryView() {}

  /** Shows a run that is over, or one whose progress nobody knows. */
  public static MimeBundle render(TrainingHistory history) {
    return page(history, Double.NaN, history.epochs().isEmpty() ? "starting" : "running", null);
  }

  /** Shows a run that is over, in the chart that was updated while it went on. */
  public static MimeBundle render(TrainingHistory history, LiveCurve live) {
    return page(history, Double.NaN, "running", live);
  }

  /**
   * Shows a run before its first epoch.
   *
   * @param what is prepared, in words, for example {@code features}
   * @param done how much of it
   * @param total how much there is; 0 where nobody knows
   * @param live the chart, which stays where a later phase is prepared
   */
  public static MimeBundle renderPreparing(
      TrainingHistory history, String what, int done, int total, LiveCurve live) {
    Page page = estimated(ProgressView.page(history.subject(), what, done, total), history);
    return isDrawn(history, live)
        ? rest(page, history, live)
        : page.list("Warnings", history.warnings()).html(ChartBox.ANNOUNCED).bundle();
  }

  /** Shows a run that goes on. */
  public static MimeBundle render(TrainingHistory history, Progress progress, LiveCurve live) {
    return page(history, progress.share(), progress.words(), live);
  }

  /** Shows a run that an error ended, as far as it had come. */
  public static MimeBundle renderFailed(TrainingHistory history, LiveCurve live) {
    return page(history.ended(Outcome.FAILED), Double.NaN, "", live);
  }

  /** Shows a run that had ended before, and was not trained again. */
  public static MimeBundle renderReturned(TrainingHistory history) {
    Page page = start(history);
    page.line(
        "run %s had ended; it is returned without training, and its weights are live"
            .formatted(history.run()));
    return rest(page.line(RunWords.end(history)), history, null);
  }

  private static MimeBundle page(
      TrainingHistory history, double share, String words, @Nullable LiveCurve live) {
    Page page = start(history);
    if (history.outcome() != Outcome.RUNNING) {
      return rest(page.line(RunWords.end(history)), history, live);
    }
    page.line(words, ProgressView.bar(share, words));
    return rest(estimated(page, history), history, live);
  }

  private static Page estimated(Page page, TrainingHistory history) {
    String estimate = RunWords.estimate(history);
    return estimate.isEmpty() ? page : page.quiet(estimate);
  }

  private static Page start(TrainingHistory history) {
    String start = "%s · %s".formatted(history.name(), history.start());
    return new Page(history.subject())
        .line(
            start + " · " + history.outcome().word(),
            Style.state(history.outcome()) + " " + Html.sentence(start));
  }

  private static MimeBundle rest(Page page, TrainingHistory history, @Nullable LiveCurve live) {
    page.frame(Style.frame(history.outcome()));
    alarm(page, history.receipt());
    page.list("Warnings", history.warnings());
    if (isDrawn(history, live)) {
      page.html(curves(history, live));
    }
    String best = RunWords.best(history);
    page.block(
        best, isDrawn(history, live) ? "" : Html.element("div", Style.LINE, Html.sentence(best)));
    if (!history.epochs().isEmpty()) {
      EpochSheet epochs = new EpochSheet(history);
      page.block(epochs.text().text(), epochs.html().html());
    }
    if (history.outcome() != Outcome.RUNNING) {
      Timeline.of(history).ifPresent(timeline -> page.html(ChartBox.of(timeline)));
    }
    return page.list("Phases", Phases.sentences(history))
        .sheet(ReceiptSheet.of(history.receipt()))
        .list("Defaults that depended on the case", RunWords.defaults(history))
        .bundle();
  }

  private static boolean isDrawn(TrainingHistory history, @Nullable LiveCurve live) {
    return !history.epochs().isEmpty() || (live != null && !live.losses().isEmpty());
  }

  private static String curves(TrainingHistory history, @Nullable LiveCurve live) {
    if (live == null) {
      return ChartBox.of(Curves.of(history));
    }
    boolean over = history.outcome() != Outcome.RUNNING && !history.epochs().isEmpty();
    Chart chart = over ? Curves.of(history) : Curves.of(history, live.losses());
    return ChartBox.live(chart, live.id());
  }

  /** A broken promise stands above the curves: what they show is not what was asked for. */
  private static void alarm(Page page, FreezeReceipt receipt) {
    for (String violation : receipt.violations()) {
      page.line("✗ failed: " + violation, Style.alarm("✗ failed") + " " + Html.sentence(violation));
    }
  }
}
