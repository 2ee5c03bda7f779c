package graft;

/** What an evaluation compares a model with beside what is free. */
public enum Baseline {
  /** Nothing more. */
  NONE,
  /**
   * The same architecture from random weights: everything trains, on the same data, for as many
   * epochs, with the same batch and seed. It takes time, and is kept for the next evaluation.
   */
  SCRATCH
}
