package graft.kernel;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a magic: the cell that its outputs belong to, whether it was asked to stop, and
 * whether it may still enter the kernel's shell.
 *
 * <p>The shell belongs to the kernel's thread, which rests while a magic runs: only then may the
 * magic use the shell instead. An interrupt wakes that thread, so whoever interrupts first calls
 * {@link #stop}, which comes back once the shell is free and stays free.
 */
final class Turn {

  /** What a line is evaluated in on the slowest machine; a cell must not hang for longer. */
  private static final long LONGEST_MILLIS = 60_000;

  private final @Nullable Object cell;
  private final long graceMillis;
  private boolean runs;
  private boolean stopped;
  private boolean closed;
  private boolean inShell;

  /**
   * Describes a call that has not begun.
   *
   * @param graceMillis how long an interrupted cell waits for its magic to end
   */
  Turn(@Nullable Object cell, long graceMillis) {
    this.cell = cell;
    this.graceMillis = graceMillis;
  }

  @Nullable Object cell() {
    return cell;
  }

  synchronized boolean stopped() {
    return stopped;
  }

  /** Begins, unless it was asked to stop before. */
  synchronized boolean begin() {
    runs = !stopped;
    return runs;
  }

  synchronized void end() {
    runs = false;
    notifyAll();
  }

  /** Takes the shell; false once the cell may have ended, when it is too late for that. */
  synchronized boolean enterShell() {
    inShell = !closed;
    return inShell;
  }

  synchronized void leaveShell() {
    inShell = false;
    notifyAll();
  }

  /** Asks to stop; the cell has ended already. */
  synchronized void stopAtOnce() {
    stopped = true;
    closed = true;
  }

  /**
   * Asks to stop before the cell ends: gives the magic a moment to end first, then keeps it out of
   * the shell, and waits until it has left.
   */
  synchronized void stop() {
    stopped = true;
    await(() -> !runs, graceMillis);
    closed = true;
    await(() -> !inShell, LONGEST_MILLIS);
  }

  /** Waits with the lock free; an interrupt of the waiting thread ends neither this nor itself. */
  private void await(BooleanSupplier condition, long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    for (long left = millis; left > 0 && !condition.getAsBoolean(); left = millisUntil(end)) {
      try {
        wait(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millisUntil(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime() + 999_999);
  }
}
