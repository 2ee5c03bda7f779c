package graft.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Measures what something takes that is done again and again. A program is compiled in its first
 * calls, and compiled again for what they saw, so it is called until it no longer gets faster, and
 * only the later goes count.
 */
public final class SteadyTime {

  private static final int FEWEST = 2;

  /** Twice as many goes as a program is compiled in. */
  private static final int COMPILED = 4;

  private static final int MOST = 15;

  /** Goes on as long as this, and longer only for what still gets faster. */
  private static final double ENOUGH_SECONDS = 0.05;

  /** What takes long computes most of it, and waits little for compilers. */
  private static final double LONGEST_SECONDS = 1;

  /** What takes less of the time before gets faster. */
  private static final double FASTER = 0.85;

  private SteadyTime() {}

  /**
   * Returns the seconds of one thing; 0 where nothing was to be done.
   *
   * @param go does some things and returns how many; 0 where none is left
   */
  public static double each(IntSupplier go) {
    List<Double> times = new ArrayList<>();
    Stopwatch all = new Stopwatch();
    while (goesOn(times, all.seconds())) {
      Stopwatch one = new Stopwatch();
      int done = go.getAsInt();
      if (done == 0) {
        break;
      }
      times.add(one.seconds() / done);
    }
    List<Double> warm = times.subList(times.size() / 2, times.size()).stream().sorted().toList();
    return warm.isEmpty() ? 0 : warm.get(warm.size() / 2);
  }

  private static boolean goesOn(List<Double> times, double seconds) {
    int done = times.size();
    if (done < FEWEST || done >= MOST || seconds >= LONGEST_SECONDS) {
      return done < FEWEST;
    }
    boolean faster = times.get(done - 1) < FASTER * times.get(done - 2);
    return done < COMPILED || seconds < ENOUGH_SECONDS || faster;
  }
}
