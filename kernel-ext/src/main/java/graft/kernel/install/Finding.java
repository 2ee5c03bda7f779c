package graft.kernel.install;

/**
 * One line of the doctor's.
 *
 * @param ok whether it is as it must be
 * @param text what was found, or what is missing and how to get it
 */
record Finding(boolean ok, String text) {

  static Finding found(String text) {
    return new Finding(true, text);
  }

  static Finding missing(String text) {
    return new Finding(false, text);
  }

  String line() {
    return (ok ? "ok       " : "MISSING  ") + text;
  }
}
