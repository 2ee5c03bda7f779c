package graft.backbone;

import graft.engine.Precision;
import java.util.Set;

/**
 * How a network runs.
 *
 * @param active names of the layers that behave as in training: norms that use and move batch
 *     statistics, dropouts that draw
 * @param precision in which the stages of the backbone compute; heads always compute in 32 bits
 */
public record Mode(Set<String> active, Precision precision) {

  /** Nothing moves and nothing draws, in 32 bits. */
  public static final Mode INFERENCE = new Mode(Set.of(), Precision.F32);

  /** Copies the set. */
  public Mode {
    active = Set.copyOf(active);
  }

  /** Returns the mode in which nothing moves and nothing draws, of the same precision. */
  public Mode inference() {
    return new Mode(Set.of(), precision);
  }
}
