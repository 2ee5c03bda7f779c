/**
 * The one place that touches DJL internals: programs, precision, memory scopes, seeds, devices. Not
 * API.
 */
@NullMarked
package graft.engine;

import org.jspecify.annotations.NullMarked;
