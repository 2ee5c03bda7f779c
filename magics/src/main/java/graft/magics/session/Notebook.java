package graft.magics.session;

import graft.magics.render.MimeBundle;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that the magics want of a kernel; one adapter per kernel. */
public interface Notebook {

  /** Shows a bundle in the running cell. */
  void show(MimeBundle bundle);

  /**
   * Shows a bundle that can be updated later.
   *
   * @param displayId unique in the notebook
   */
  void show(String displayId, MimeBundle bundle);

  /** Replaces what {@code show(displayId, …)} showed, also after its cell was interrupted. */
  void update(String displayId, MimeBundle bundle);

  /**
   * Declares a Java variable that the next line and the next cell see.
   *
   * @param name a Java identifier
   * @param type its static type
   * @param value what it holds
   */
  void declare(String name, Class<?> type, Object value);

  /**
   * Returns the value of a Java variable, null if there is none of that name.
   *
   * @throws java.util.concurrent.CancellationException if the magic was stopped before that could
   *     be found out
   */
  @Nullable Object lookup(String name);

  /**
   * Returns whether the user asked the running magic to stop, and from then on keeps saying so
   * until the magic ends; clears the thread's interrupt flag, so that displays work afterwards.
   */
  boolean stopRequested();

  /**
   * Does a piece of work as a magic of the running cell is done: after those before it have ended,
   * and out of reach of an interrupt, which {@link #stopRequested} tells.
   *
   * @throws IllegalStateException if the cell was interrupted meanwhile
   */
  default <T extends @Nullable Object> T turn(Supplier<T> work) {
    return work.get();
  }

  /** Returns the cell that runs, empty where the front-end does not say which one that is. */
  default Optional<RunningCell> cell() {
    return Optional.empty();
  }
}
