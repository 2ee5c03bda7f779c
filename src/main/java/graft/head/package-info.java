/** What is put on top of a backbone. */
@NullMarked
package graft.head;

import org.jspecify.annotations.NullMarked;
