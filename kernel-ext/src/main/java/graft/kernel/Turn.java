package graft.kernel;

import org.jspecify.annotations.Nullable;

/** One call of a magic: the cell that its outputs belong to, and whether it was asked to stop. */
final class Turn {

  private final @Nullable Object cell;
  private volatile boolean stopped;

  Turn(@Nullable Object cell) {
    this.cell = cell;
  }

  @Nullable Object cell() {
    return cell;
  }

  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }
}
