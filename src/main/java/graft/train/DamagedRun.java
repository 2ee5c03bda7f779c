package graft.train;

/**
 * A run whose record cannot be trusted.
 *
 * @param number of its folder
 * @param reason in words
 */
public record DamagedRun(int number, String reason) {}
