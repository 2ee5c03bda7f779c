/**
 * Decodes VP8 key frames, which is what lossy WebP pictures consist of. Not API.
 *
 * <p>Written after RFC 6386; colours are smoothed and converted as libwebp does it.
 */
@NullMarked
package graft.data.vp8;

import org.jspecify.annotations.NullMarked;
