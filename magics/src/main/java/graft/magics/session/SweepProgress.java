package graft.magics.session;

import graft.RunListener;
import graft.train.TrainingHistory;
import org.jspecify.annotations.Nullable;

/** Shows how far a sweep over learning rates is. */
final class SweepProgress implements RunListener {

  private final CellDisplay display;
  private @Nullable ProgressLine line;

  SweepProgress(CellDisplay display) {
    this.display = display;
  }

  @Override
  public void preparing(TrainingHistory history, String what, int done, int total) {
    if (line == null) {
      line = new ProgressLine(display, history.subject());
    }
    line.report(done, total, what);
  }

  @Override
  public boolean stopRequested() {
    return display.stopRequested();
  }
}
