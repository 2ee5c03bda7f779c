/** From a command to the Java that does the same. */
@NullMarked
package graft.magics.code;

import org.jspecify.annotations.NullMarked;
