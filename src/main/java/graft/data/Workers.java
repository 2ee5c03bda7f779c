package graft.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Does many like pieces of work side by side, while the calling thread reports and listens for a
 * stop. The workers are never interrupted: an interrupt would close the files they read.
 */
final class Workers {

  private static final int MOST_THREADS = 4;
  private static final long REPORT_MILLIS = 100;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final int count;
  private final String what;
  private final Watch watch;
  private final IntConsumer task;
  private boolean interrupted;
  private @Nullable Throwable failure;

  private Workers(int count, String what, Watch watch, IntConsumer task) {
    this.count = count;
    this.what = what;
    this.watch = watch;
    this.task = task;
  }

  /**
   * Calls {@code task} once with each number below {@code count}, from one thread a processor, at
   * most four.
   *
   * @throws CancellationException if the watch or an interrupt said stop before the end
   */
  static void run(int count, String what, Watch watch, IntConsumer task) {
    new Workers(count, what, watch, task).run();
  }

  private void run() {
    ExecutorService pool = Executors.newFixedThreadPool(threads(), Workers::thread);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads(); i++) {
        workers.add(pool.submit(this::work));
      }
      workers.forEach(this::await);
    } finally {
      pool.shutdown();
      restoreInterrupt();
    }
    if (failure != null) {
      throw unchecked(failure);
    }
    if (done.get() < count) {
      throw new CancellationException(
          "stopped after %d of %d %s".formatted(done.get(), count, what));
    }
    watch.progress().report(count, count, what);
  }

  private static int threads() {
    return Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "graft-pictures");
    thread.setDaemon(true);
    return thread;
  }

  private void work() {
    for (int i = next.getAndIncrement(); i < count && !stopped.get(); i = next.getAndIncrement()) {
      task.accept(i);
      done.incrementAndGet();
    }
  }

  private void await(Future<?> worker) {
    while (!ended(worker)) {
      watch.progress().report(done.get(), count, what);
      if (watch.stop().getAsBoolean()) {
        stopped.set(true);
      }
    }
  }

  private boolean ended(Future<?> worker) {
    try {
      worker.get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      interrupted = true;
      stopped.set(true);
      return false;
    } catch (ExecutionException e) {
      stopped.set(true);
      failure = e.getCause();
      return true;
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  private void restoreInterrupt() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
