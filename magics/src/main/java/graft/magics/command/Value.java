package graft.magics.command;

/**
 * One kind of option value: how it is written in help and how its text is read.
 *
 * @param <T> what the text becomes
 */
interface Value<T> {

  /** Returns how help writes it, for example {@code auto|N}; empty for a flag. */
  String notation();

  /**
   * Reads a text.
   *
   * @param subject who is speaking in an error, for example {@code --epochs}
   * @throws IllegalArgumentException if the text is of the wrong kind or out of range
   */
  T parse(String subject, String text);

  /**
   * Returns whether it may name a file, so that {@code ~} expands and split paths are looked for.
   */
  default boolean namesFile() {
    return false;
  }
}
