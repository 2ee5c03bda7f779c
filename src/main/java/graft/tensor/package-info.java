/** Numbers with a shape, in Java memory. */
@NullMarked
package graft.tensor;

import org.jspecify.annotations.NullMarked;
