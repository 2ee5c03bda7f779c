package graft.magics.session;

import graft.RunListener;
import graft.magics.render.HistoryView;
import graft.magics.render.LiveCurve;
import graft.magics.render.MimeBundle;
import graft.magics.render.Progress;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run while it trains: one display that is updated in place, at most four times a second,
 * and always at the end.
 */
final class LiveHistory implements RunListener, AutoCloseable {

  private static final long PAUSE_NANOS = 250_000_000;

  private final Notebook notebook;
  private final State state;
  private final LongSupplier nanoTime;
  private final String id = DisplayIds.next("run");
  private final LiveCurve live = new LiveCurve(id);
  private long lastShown;
  private boolean open;
  private boolean prepared;
  private boolean ended;
  private int earlier = -1; // epochs done before what is timed, known with its first batch
  private @Nullable Progress last;
  private @Nullable TrainingHistory known;
  private long preparedAt;

  LiveHistory(Notebook notebook, State state) {
    this(notebook, state, System::nanoTime);
  }

  LiveHistory(Notebook notebook, State state, LongSupplier nanoTime) {
    this.notebook = notebook;
    this.state = state;
    this.nanoTime = nanoTime;
    this.preparedAt = nanoTime.getAsLong();
  }

  @Override
  public void preparing(TrainingHistory history, String what, int done, int total) {
    prepared = true;
    earlier = -1;
    preparedAt = nanoTime.getAsLong();
    known = history;
    if (due()) {
      show(HistoryView.renderPreparing(history, what, done, total, live));
    }
  }

  @Override
  public void batchEnded(TrainingHistory history, BatchProgress progress) {
    if (earlier < 0) {
      earlier = progress.epoch() - 1;
    }
    known = history;
    live.add(progress.epoch(), (double) progress.batch() / progress.batches(), progress.loss());
    last = words(progress);
    if (due()) {
      show(HistoryView.render(history, last, live));
    }
  }

  /** Returns what a run measured that has ended with a complete epoch. */
  Optional<TrainingHistory> measured() {
    return Optional.ofNullable(known).filter(history -> ended && history.bestEpoch() > 0);
  }

  @Override
  public void epochEnded(TrainingHistory history) {
    known = history;
    state.add(history);
    ended = history.outcome() != Outcome.RUNNING;
    if (ended || due()) {
      show(after(history));
    }
  }

  private MimeBundle after(TrainingHistory history) {
    if (returned(history)) {
      return HistoryView.renderReturned(history);
    }
    return ended || last == null
        ? HistoryView.render(history, live)
        : HistoryView.render(history, last, live);
  }

  /** A run that ends before it did anything had ended in an earlier cell. */
  private boolean returned(TrainingHistory history) {
    return history.outcome() == Outcome.FINISHED && !prepared && earlier < 0;
  }

  /** Leaves no bar that seems to move where the run ended with an error. */
  @Override
  public void close() {
    if (open && !ended && known != null) {
      show(HistoryView.renderFailed(known, live));
    }
  }

  @Override
  public boolean stopRequested() {
    return notebook.stopRequested();
  }

  private Progress words(BatchProgress progress) {
    double seconds = (nanoTime.getAsLong() - preparedAt) / 1e9;
    return new Progress(
        progress.epoch(),
        progress.epochs(),
        progress.batch(),
        progress.batches(),
        seconds,
        progress.loss(),
        earlier);
  }

  private boolean due() {
    return !open || nanoTime.getAsLong() - lastShown >= PAUSE_NANOS;
  }

  private void show(MimeBundle bundle) {
    if (open) {
      notebook.update(id, bundle);
    } else {
      notebook.show(id, bundle);
      open = true;
    }
    lastShown = nanoTime.getAsLong();
  }
}
