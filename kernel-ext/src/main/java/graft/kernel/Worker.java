package graft.kernel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that all magics run on, one after the other.
 *
 * <p>The kernels interrupt the thread that runs a cell. An interrupt in the middle of a message
 * breaks the message (ZeroMQ gives up half-way), and in the middle of a file it closes the file; so
 * the interrupted thread only waits, and what works is never interrupted but asked to stop. One
 * thread for all also keeps one team of native threads, which torch makes for each of its callers.
 */
final class Worker implements AutoCloseable {

  private final ExecutorService executor = Executors.newSingleThreadExecutor(this::thread);
  private volatile @Nullable Thread thread;

  private Thread thread(Runnable work) {
    Thread made = new Thread(work, "graft-magic");
    made.setDaemon(true);
    // the engine looks for its natives through it
    made.setContextClassLoader(Worker.class.getClassLoader());
    thread = made;
    return made;
  }

  /** Returns whether the caller is what runs here. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /**
   * Runs work after all that was handed in before, and waits for its end.
   *
   * @param whenInterrupted called when the waiting thread is interrupted; the waiting goes on
   */
  <T extends @Nullable Object> T run(Supplier<T> work, Runnable whenInterrupted) {
    return await(executor.submit(work::get), whenInterrupted);
  }

  private static <T extends @Nullable Object> T await(Future<T> result, Runnable whenInterrupted) {
    while (true) {
      try {
        return result.get();
      } catch (InterruptedException e) {
        whenInterrupted.run();
      } catch (ExecutionException e) {
        throw unwrapped(e.getCause());
      }
    }
  }

  private static RuntimeException unwrapped(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(thrown); // a supplier throws no other
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
