package graft.train;

import graft.data.BatchSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the loop is fed with during a phase.
 *
 * @param training by stream name
 * @param validation by stream name
 * @param from index of the stage that reads what the sources give; stages before it are not run
 */
public record Feed(
    Map<String, BatchSource> training, Map<String, BatchSource> validation, int from) {

  /** Copies the maps and keeps their order: streams draw, and are summed, one after the other. */
  public Feed {
    training = copy(training);
    validation = copy(validation);
  }

  private static Map<String, BatchSource> copy(Map<String, BatchSource> streams) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(streams));
  }

  /** Makes the sources of a phase, when it begins: stages that will be frozen may have trained. */
  @FunctionalInterface
  public interface Supplier {

    /**
     * Returns what a phase is fed with.
     *
     * @param firstEpoch of the phase, counted from 1
     * @throws java.util.concurrent.CancellationException if the user asked to stop
     */
    Feed of(Phase phase, int firstEpoch);
  }
}
