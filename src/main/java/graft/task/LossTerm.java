package graft.task;

import ai.djl.ndarray.NDArray;

/**
 * Holds one term of a step's loss; lives no longer than the step.
 *
 * @param name names its series in the history
 * @param weight how much it counts in the sum
 * @param value a scalar, differentiable
 */
public record LossTerm(String name, double weight, NDArray value) {}
