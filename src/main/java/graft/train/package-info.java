/** How a model is trained. */
@NullMarked
package graft.train;

import org.jspecify.annotations.NullMarked;
