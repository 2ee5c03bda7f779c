/** The adapter to IJava. */
@NullMarked
package graft.kernel.ijava;

import org.jspecify.annotations.NullMarked;
