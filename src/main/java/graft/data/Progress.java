package graft.data;

/** Hears how far a long piece of work has come. */
@FunctionalInterface
public interface Progress {

  /**
   * Is called now and then, always by the thread that asked for the work, and once at its end.
   *
   * @param done pieces that are finished
   * @param total pieces in all
   * @param what one piece's name, in the plural, for example {@code pictures decoded}
   */
  void report(int done, int total, String what);

  /** Returns one that does nothing. */
  static Progress none() {
    return (done, total, what) -> {};
  }
}
