/** What the frozen part says, computed once. */
@NullMarked
package graft.feature;

import org.jspecify.annotations.NullMarked;
