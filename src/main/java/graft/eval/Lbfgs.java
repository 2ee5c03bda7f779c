package graft.eval;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the minimum of a smooth convex function with a quasi-Newton method of limited memory and
 * step halving.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal (1989)</a>
 */
final class Lbfgs {

  private static final int ITERATIONS = 500;
  private static final int MEMORY = 10;
  private static final double SUFFICIENT = 1e-4;
  private static final double SMALLEST_STEP = 1e-10;

  private final Function function;
  private final Deque<Change> memory = new ArrayDeque<>();
  private double[] at;
  private double[] gradient;
  private double value;

  private Lbfgs(Function function, double[] start) {
    this.function = function;
    this.at = start;
    this.gradient = new double[start.length];
    this.value = function.evaluate(start, gradient);
  }

  /**
   * Returns the place of the minimum, as far as 500 steps or the precision of the value reach.
   *
   * @param tolerance length of the gradient that is short enough
   */
  static double[] minimise(Function function, double[] start, double tolerance) {
    Lbfgs search = new Lbfgs(function, start);
    int steps = 0;
    while (steps < ITERATIONS && norm(search.gradient) > tolerance && search.step()) {
      steps++;
    }
    return search.at;
  }

  /** Returns whether the value still fell. */
  private boolean step() {
    double[] direction = direction();
    double slope = dot(direction, gradient);
    double length = memory.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
    double[] nextGradient = new double[at.length];
    double[] next = moved(direction, length);
    double nextValue = function.evaluate(next, nextGradient);
    while (nextValue > value + SUFFICIENT * length * slope && length > SMALLEST_STEP) {
      length /= 2;
      next = moved(direction, length);
      nextValue = function.evaluate(next, nextGradient);
    }
    boolean fell = nextValue < value;
    remember(next, nextGradient);
    at = next;
    gradient = nextGradient;
    value = nextValue;
    return fell;
  }

  private void remember(double[] next, double[] nextGradient) {
    double[] moved = difference(next, at);
    double[] bent = difference(nextGradient, gradient);
    double curvature = dot(moved, bent);
    if (curvature > 0) {
      memory.addLast(new Change(moved, bent, 1 / curvature));
      if (memory.size() > MEMORY) {
        memory.removeFirst();
      }
    }
  }

  /**
   * The two-loop recursion: minus the inverse Hessian, as far as remembered, times the gradient.
   */
  private double[] direction() {
    double[] direction = gradient.clone();
    double[] alphas = new double[memory.size()];
    int i = memory.size();
    for (Iterator<Change> newest = memory.descendingIterator(); newest.hasNext(); ) {
      Change change = newest.next();
      alphas[--i] = change.inverse() * dot(change.moved(), direction);
      add(direction, -alphas[i], change.bent());
    }
    if (!memory.isEmpty()) {
      Change last = memory.getLast();
      scale(direction, 1 / (last.inverse() * dot(last.bent(), last.bent())));
    }
    for (Change change : memory) {
      double beta = change.inverse() * dot(change.bent(), direction);
      add(direction, alphas[i++] - beta, change.moved());
    }
    scale(direction, -1);
    return direction;
  }

  private double[] moved(double[] direction, double length) {
    double[] moved = at.clone();
    add(moved, length, direction);
    return moved;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    add(difference, -1, b);
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  private static void scale(double[] what, double factor) {
    for (int i = 0; i < what.length; i++) {
      what[i] *= factor;
    }
  }

  /** What is made small. */
  @FunctionalInterface
  interface Function {

    /** Fills the gradient and returns the value. */
    double evaluate(double[] at, double[] gradient);
  }

  /** A step, and the change of gradient along it. */
  private record Change(double[] moved, double[] bent, double inverse) {}
}
