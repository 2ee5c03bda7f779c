package graft.train;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Moves one group of parameters along their gradients, in place, with its own state and step
 * counter, so that parameters that join late start right. Whoever makes it closes it.
 */
interface Optimizer extends AutoCloseable {

  /**
   * Moves the parameters.
   *
   * @param gradients of the group's parameters, in order
   */
  void step(double learningRate, List<NDArray> gradients);

  /** Returns the arrays of its state, in an order that depends on the parameters only. */
  List<NDArray> state();

  /** Returns how many steps were taken. */
  long steps();

  /** Says how many steps were taken, after the state was read from a checkpoint. */
  void resumeAfter(long steps);

  @Override
  void close();
}
