/** The adapter to JJava. */
@NullMarked
package graft.kernel.jjava;

import org.jspecify.annotations.NullMarked;
