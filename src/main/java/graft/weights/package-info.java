/** Files of numbers, read and written safely. */
@NullMarked
package graft.weights;

import org.jspecify.annotations.NullMarked;
