package graft.train;

/** The rules that turn gradients into steps. */
public enum OptimizerKind {
  /** Adam with decoupled weight decay: betas 0.9 and 0.999, epsilon 1e-8. */
  ADAMW,
  /** Stochastic gradient descent with momentum 0.9; weight decay is added to the gradient. */
  SGD
}
