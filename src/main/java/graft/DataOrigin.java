package graft;

/**
 * How a data set was opened.
 *
 * @param operand as users type it, paths relative to the notebook's folder
 * @param split rule of the split, as users type it
 * @param seed of the split
 */
record DataOrigin(String operand, String split, long seed) {}
