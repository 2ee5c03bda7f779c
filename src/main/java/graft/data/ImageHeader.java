package graft.data;

/**
 * Holds what the header of a picture file says.
 *
 * @param format for example {@code JPEG}
 * @param width in pixels, as stored: before an EXIF orientation is applied
 * @param height in pixels, as stored: before an EXIF orientation is applied
 */
public record ImageHeader(String format, int width, int height) {}
