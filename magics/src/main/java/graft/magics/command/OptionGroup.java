package graft.magics.command;

import java.util.List;

/**
 * Options that help lists under one heading.
 *
 * @param title what they are about; empty where a magic has one group only
 * @param options in order
 */
record OptionGroup(String title, List<Option<?>> options) {

  OptionGroup {
    options = List.copyOf(options);
  }

  /** Returns the heading, for example {@code options: how long}. */
  String heading() {
    return title.isEmpty() ? "options" : "options: " + title;
  }
}
