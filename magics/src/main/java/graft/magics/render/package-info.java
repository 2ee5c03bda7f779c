/** Results to MIME bundles: pure functions. */
@NullMarked
package graft.magics.render;

import org.jspecify.annotations.NullMarked;
