/** The front door for Java code. */
@NullMarked
package graft;

import org.jspecify.annotations.NullMarked;
