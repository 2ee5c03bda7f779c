/** Labelled examples and their split. */
@NullMarked
package graft.data;

import org.jspecify.annotations.NullMarked;
