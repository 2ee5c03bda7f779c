/** Text to typed commands. */
@NullMarked
package graft.magics.command;

import org.jspecify.annotations.NullMarked;
