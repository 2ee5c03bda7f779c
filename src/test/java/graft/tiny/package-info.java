/** Small real networks, data and reference files that tests share. */
@NullMarked
package graft.tiny;

import org.jspecify.annotations.NullMarked;
