package graft;

/**
 * How a data set was opened.
 *
 * @param operand as users type it, paths relative to the notebook's folder
 * @param split what was said of its parts, as {@link graft.data.Division#words} writes it
 * @param seed of what is drawn
 */
record DataOrigin(String operand, String split, long seed) {}
