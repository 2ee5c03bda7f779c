package graft.kernel;

import graft.magics.render.MimeBundle;
import graft.magics.session.RunningCell;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that differs between the kernels. */
public interface Host {

  /** Returns what ties a message to the cell that runs now, null outside of a cell. */
  @Nullable Object cell();

  /**
   * Returns which cell that is, empty where the front-end does not say it.
   *
   * @param cell what {@link #cell()} returned; null for the running cell
   */
  Optional<RunningCell> running(@Nullable Object cell);

  /**
   * Shows a bundle.
   *
   * @param cell what {@link #cell()} returned when the magic started; null for the running cell
   * @param displayId the id that updates will name; null for an output that stays as it is
   */
  void show(@Nullable Object cell, @Nullable String displayId, MimeBundle bundle);

  /** Replaces what was shown under an id, in the cell that {@link #cell()} returned. */
  void update(@Nullable Object cell, String displayId, MimeBundle bundle);

  /**
   * Evaluates Java source inside the running cell.
   *
   * @throws GraftEvaluationException if the source does not compile or throws
   */
  @Nullable Object evaluate(String source);

  /**
   * Has a listener called at each interrupt, on the kernel's thread for these and before the kernel
   * ends the cell, which it does once the listener returns.
   *
   * @return false if that cannot be done now, or with this kernel
   */
  boolean hearInterrupts(Runnable listener);

  /**
   * Has the kernel's thread do something as soon as no cell runs; never where that cannot be done.
   *
   * @param cell what {@link #cell()} returned
   */
  void whenIdle(@Nullable Object cell, Runnable work);
}
