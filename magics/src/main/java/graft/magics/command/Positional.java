package graft.magics.command;

/**
 * Declares one operand that stands without an option name.
 *
 * @param noun how help calls it, for example {@code PATH}
 * @param presence whether it may be left out or repeated
 * @param description what it is, a phrase without a full stop
 */
record Positional(String noun, Presence presence, String description) {

  /** How often it stands. */
  enum Presence {
    OPTIONAL,
    REQUIRED,
    REPEATED
  }

  boolean repeats() {
    return presence == Presence.REPEATED;
  }

  boolean needed() {
    return presence != Presence.OPTIONAL;
  }

  /** Returns {@code [PATH]}, {@code NAME} or {@code INPUT…}. */
  String usage() {
    return switch (presence) {
      case OPTIONAL -> "[" + noun + "]";
      case REQUIRED -> noun;
      case REPEATED -> noun + "…";
    };
  }
}
