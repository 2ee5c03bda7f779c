/** What {@code java -jar graft.jar} does: install, doctor, warm. */
@NullMarked
package graft.kernel.install;

import org.jspecify.annotations.NullMarked;
