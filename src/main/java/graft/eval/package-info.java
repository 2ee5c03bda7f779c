/** How good a model is. */
@NullMarked
package graft.eval;

import org.jspecify.annotations.NullMarked;
