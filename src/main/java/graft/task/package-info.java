/** What is learned: heads, objective, metrics, report. */
@NullMarked
package graft.task;

import org.jspecify.annotations.NullMarked;
