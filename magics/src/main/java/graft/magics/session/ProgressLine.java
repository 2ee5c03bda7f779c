package graft.magics.session;

import graft.data.Progress;
import graft.magics.render.ProgressView;

/** Shows how far a long piece of work is, once it takes long enough to wonder. */
final class ProgressLine implements Progress {

  private static final long PATIENCE_MILLIS = 700;
  private static final long PAUSE_MILLIS = 250;

  private final CellDisplay display;
  private final String subject;
  private final long started = System.currentTimeMillis();
  private long shown;

  ProgressLine(CellDisplay display, String subject) {
    this.display = display;
    this.subject = subject;
  }

  @Override
  public void report(int done, int total, String what) {
    long now = System.currentTimeMillis();
    if (now - started >= PATIENCE_MILLIS && now - shown >= PAUSE_MILLIS) {
      display.progress(subject, ProgressView.render(subject, what, done, total));
      shown = now;
    }
  }
}
