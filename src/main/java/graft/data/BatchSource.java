package graft.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Gives batches of examples in any order; safe for use by several threads. An example may be
 * prepared in several views: epoch e gives view e mod {@link #views()}, so that what is computed
 * from a view can be kept and used again.
 */
public interface BatchSource {

  /** Number of views of a source that prepares every example anew in each epoch. */
  int UNLIMITED = Integer.MAX_VALUE;

  /** Returns the examples, in the order that indices refer to. */
  List<Example> examples();

  /**
   * Prepares some examples.
   *
   * @param indices into {@link #examples()}, in the order of the batch
   * @param runSeed the run's seed
   * @param epoch counted from 1; 0 outside of training
   * @throws graft.GraftException if an example cannot be read
   */
  Batch batch(List<Integer> indices, long runSeed, int epoch);

  /**
   * Returns what {@link #batch} does, without the inputs where those take work.
   *
   * @param indices as for {@link #batch}
   */
  default Batch labels(List<Integer> indices, long runSeed, int epoch) {
    return batch(indices, runSeed, epoch);
  }

  /**
   * Returns in how many ways an example is prepared: 1 where it is always the same, {@link
   * #UNLIMITED} where no epoch is like another.
   */
  int views();

  /** Returns the view that an epoch gives. */
  default int view(int epoch) {
    return epoch % views();
  }

  /** Says in a few words why the views of a source without limit differ. */
  default String variation() {
    return "examples are varied anew in each epoch";
  }

  /**
   * Returns a text that is equal for sources that prepare equal views of equal examples equally.
   */
  String fingerprint();

  /**
   * Returns the order in which an epoch of training passes the examples: all of them, shuffled,
   * unless a source says otherwise.
   *
   * @param draw names the order
   * @return indices into {@link #examples()}
   */
  default List<Integer> order(Draw draw) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, examples().size()).boxed().toList());
    SplittableRandom random = draw.random();
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      order.set(i, order.set(j, order.get(i)));
    }
    return order;
  }

  /** Hands on what another source says; whoever implements it changes a part of that. */
  interface Wrapper extends BatchSource {

    /** Returns the other source. */
    BatchSource source();

    @Override
    default List<Example> examples() {
      return source().examples();
    }

    @Override
    default Batch batch(List<Integer> indices, long runSeed, int epoch) {
      return source().batch(indices, runSeed, epoch);
    }

    @Override
    default int views() {
      return source().views();
    }

    @Override
    default String variation() {
      return source().variation();
    }

    @Override
    default String fingerprint() {
      return source().fingerprint();
    }

    @Override
    default List<Integer> order(Draw draw) {
      return source().order(draw);
    }
  }
}
