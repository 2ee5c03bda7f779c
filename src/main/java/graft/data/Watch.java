package graft.data;

import java.util.function.BooleanSupplier;

/**
 * Holds what accompanies a long piece of work.
 *
 * @param progress hears how far it has come
 * @param stop is asked several times a second; once true, the work ends after the pieces in hand
 *     with a {@link java.util.concurrent.CancellationException}. An interrupt of the thread that
 *     asked for the work does the same, and leaves its flag set.
 */
public record Watch(Progress progress, BooleanSupplier stop) {

  /** Returns one that hears nothing and never stops. */
  public static Watch none() {
    return new Watch(Progress.none(), () -> false);
  }
}
