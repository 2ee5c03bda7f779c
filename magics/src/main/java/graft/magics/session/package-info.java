/** The notebook's state, one handler per command. */
@NullMarked
package graft.magics.session;

import org.jspecify.annotations.NullMarked;
