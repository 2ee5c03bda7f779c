package graft.train;

/**
 * Marks where a run began to train something else.
 *
 * @param epoch the first of the phase, counted from 1
 * @param phase in words, for example {@code frozen} or {@code all layers train}
 */
public record Milestone(int epoch, String phase) {}
