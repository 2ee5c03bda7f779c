package graft.data.leaf;

/**
 * Holds the colours of one leaf.
 *
 * @param middle along the midrib
 * @param edge at the margin
 * @param vein of veins and stalk
 * @param spot of blemishes
 * @param spotless noise level above which there are blemishes, none above 1
 */
record LeafColours(Rgb middle, Rgb edge, Rgb vein, Rgb spot, double spotless) {}
