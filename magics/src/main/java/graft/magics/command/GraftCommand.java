package graft.magics.command;

import org.jspecify.annotations.Nullable;

/** The subcommands of {@code %graft}. */
public sealed interface GraftCommand extends Command {

  /** {@code %graft}: live models, settings with their origin, versions. */
  record Overview() implements GraftCommand {}

  /**
   * {@code %graft help}.
   *
   * @param name the magic to explain, one that {@link Magics#find} knows; null for all of them
   */
  record Help(@Nullable String name) implements GraftCommand {}

  /**
   * {@code %graft use NAME}.
   *
   * @param name the model or data set that becomes the current one
   */
  record Use(String name) implements GraftCommand {}

  /**
   * {@code %graft drop NAME}.
   *
   * @param name the model or data set that is closed and forgotten
   */
  record Drop(String name) implements GraftCommand {}

  /** {@code %graft runs}: the table of runs. */
  record Runs() implements GraftCommand {}

  /**
   * {@code %graft keep}: writes the run that could not be written when it ended.
   *
   * @param name the model; null for the current one
   */
  record Keep(@Nullable String name) implements GraftCommand {}

  /**
   * {@code %graft clean}.
   *
   * @param keep how many of the latest runs stay, at least 0
   */
  record Clean(int keep) implements GraftCommand {}

  /**
   * {@code %graft set KEY VALUE}.
   *
   * @param setting what is set
   * @param value its text, already checked
   */
  record Set(Setting setting, String value) implements GraftCommand {}
}
