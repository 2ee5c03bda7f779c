package graft;

import graft.data.Watch;
import graft.train.TrainingHistory;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says after a few steps how long a scratch baseline will take, and hands on the wish to stop. */
final class ScratchClock implements RunListener {

  /** The first step warms up; the next ones are timed. */
  private static final int TIMED_UNTIL = 3;

  /** A validation batch has no backward pass, which takes two thirds of a step. */
  private static final double FORWARD_SHARE = 1 / 3.0;

  private static final int MINUTE = 60;

  private final Watch watch;
  private final double validationBatches;
  private final LongSupplier nanoTime;
  private final long started;
  private long lastPrepared;
  private long firstEnded;
  private double estimate = Double.NaN;

  /**
   * @param validationBatches how many there are
   */
  ScratchClock(Watch watch, double validationBatches) {
    this(watch, validationBatches, System::nanoTime);
  }

  ScratchClock(Watch watch, double validationBatches, LongSupplier nanoTime) {
    this.watch = watch;
    this.validationBatches = validationBatches;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.lastPrepared = started;
  }

  @Override
  public void preparing(TrainingHistory history, String what, int done, int total) {
    lastPrepared = nanoTime.getAsLong();
    watch.progress().report(done, total, what);
  }

  @Override
  public void batchEnded(TrainingHistory history, BatchProgress progress) {
    long now = nanoTime.getAsLong();
    int done = (progress.epoch() - 1) * progress.batches() + progress.batch();
    int total = progress.epochs() * progress.batches();
    if (done == 1) {
      firstEnded = now;
    }
    if (done <= TIMED_UNTIL) {
      long step = done == 1 ? now - lastPrepared : (now - firstEnded) / (done - 1);
      double validation = progress.epochs() * validationBatches * FORWARD_SHARE;
      estimate = (now - started + step * (total - done + validation)) / 1e9;
    }
    String time =
        done == 1 && total > 1 ? "being timed" : "about %s in all".formatted(words(estimate));
    watch.progress().report(done, total, "scratch baseline, %s: step".formatted(time));
  }

  @Override
  public boolean stopRequested() {
    return watch.stop().getAsBoolean();
  }

  /** Returns the estimate after the timed steps, in seconds. */
  double estimate() {
    return estimate;
  }

  /** Writes {@code 12.3 s} or {@code 2 min 05 s}. */
  static String words(double seconds) {
    long whole = Math.round(seconds);
    return seconds < MINUTE
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", whole / MINUTE, whole % MINUTE);
  }
}
