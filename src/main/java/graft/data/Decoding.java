package graft.data;

/**
 * Asks that opening a data set also decodes its pictures.
 *
 * @param preprocessing of the model that will probably see them
 * @param cache where the pixels are kept for it
 */
public record Decoding(ImagePreprocessing preprocessing, PixelCache cache) {}
