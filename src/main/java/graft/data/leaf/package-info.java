/**
 * Drawings of leaves in plain arithmetic, equal to the bit on every machine: only operations that
 * Java defines exactly, {@link StrictMath} for the rest. Not API.
 */
@NullMarked
package graft.data.leaf;

import org.jspecify.annotations.NullMarked;
