package graft.feature;

import graft.data.BatchSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says what a source will be asked for.
 *
 * @param seed the run's seed
 * @param first the first epoch, counted from 1; 0 outside of training
 * @param last the last epoch, at most
 */
public record EpochRange(long seed, int first, int last) {

  /** What is read outside of training. */
  public static final EpochRange OUTSIDE_TRAINING = new EpochRange(0, 0, 0);

  /**
   * @throws IllegalArgumentException if the range is empty or begins below 0
   */
  public EpochRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "epochs must begin at >= 0 and not end before that, received %s to %s"
              .formatted(first, last));
    }
  }

  /** Returns the views of a source that these epochs give. */
  List<Integer> views(BatchSource source) {
    return IntStream.rangeClosed(first, last)
        .map(source::view)
        .distinct()
        .limit(source.views())
        .boxed()
        .toList();
  }
}
