/** How good numbers are: pure functions on arrays. */
@NullMarked
package graft.metric;

import org.jspecify.annotations.NullMarked;
