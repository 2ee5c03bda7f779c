package graft.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says where decoded pixels are kept.
 *
 * @param folder holds one file a data set and size; null for none, then pixels live as long as
 *     their store
 * @param limitBytes what all files in the folder may take together; the least recently used go
 *     first, never the one in use
 */
public record PixelCache(@Nullable Path folder, long limitBytes) {

  /** 2 GiB: about 40,000 pictures of 128 x 128, or 14,000 of 224 x 224. */
  public static final long DEFAULT_LIMIT_BYTES = 2L << 30;

  /**
   * @throws IllegalArgumentException if the limit is negative
   */
  public PixelCache {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("cache limit must be >= 0 bytes, received " + limitBytes);
    }
  }

  /** Keeps pixels in a folder, with the default limit. */
  public static PixelCache in(Path folder) {
    return new PixelCache(folder, DEFAULT_LIMIT_BYTES);
  }

  /** Keeps pixels only as long as their store is open. */
  public static PixelCache none() {
    return new PixelCache(null, 0);
  }
}
