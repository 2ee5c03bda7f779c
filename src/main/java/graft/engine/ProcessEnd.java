package graft.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets the process end only between two calls of programs. When it ends, by a signal or since the
 * last thread is done, native libraries free what they hold, compiled code too, while other threads
 * still run it: a call in progress would jump into memory that is no longer its own.
 */
final class ProcessEnd {

  /** Whoever ends a process does not wait for ever; no step of a program takes as long. */
  private static final long LONGEST_SECONDS = 20;

  /** Calls share it; the end takes it for itself and never gives it back. */
  private static final ReentrantReadWriteLock RUNNING = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ProcessEnd::await, "graft-process-end"));
  }

  private ProcessEnd() {}

  /** Says that a call begins; where the process is ending, it never does. */
  static void callBegins() {
    RUNNING.readLock().lock();
  }

  /** Says that a call has ended. */
  static void callEnded() {
    RUNNING.readLock().unlock();
  }

  private static void await() {
    try {
      RUNNING.writeLock().tryLock(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
