package graft;

import graft.train.Outcome;
import graft.train.RunStore;
import graft.train.SavedRun;
import graft.train.UnfinishedRuns;
import graft.weights.FileHash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a run is kept. A run that is cut off takes a number of its own where it would replace one
 * that is not.
 *
 * @param key equal for runs with the same command, weights, data and seed
 * @param number of the record if the run finishes
 * @param cutKey of the record if it is interrupted or fails
 * @param cutNumber of that record
 * @param finished whether a run with this key is kept that finished
 */
record RunPlace(String key, int number, String cutKey, int cutNumber, boolean finished) {

  static RunPlace of(RunStore runs, List<String> parts) {
    String key = FileHash.sha256(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
    int number = runs.numberFor(key);
    boolean finished =
        runs.runs().stream()
            .filter(run -> run.key().equals(key))
            .anyMatch(run -> run.history().outcome() == Outcome.FINISHED);
    String cutKey = finished ? key + "|cut off" : key;
    return new RunPlace(key, number, cutKey, finished ? runs.numberFor(cutKey) : number, finished);
  }

  /** Returns whether a run was kept here, whole or cut off. */
  boolean is(SavedRun run) {
    return run.key().equals(key) || run.key().equals(cutKey);
  }

  /** Returns the number under which a run with this outcome is kept. */
  int numberFor(Outcome outcome) {
    return cut(outcome) ? cutNumber : number;
  }

  /** Returns the key under which a run with this outcome is kept. */
  String keyFor(Outcome outcome) {
    return cut(outcome) ? cutKey : key;
  }

  /** Returns the name of the folder of its checkpoints. */
  String folder() {
    return UnfinishedRuns.name(key);
  }

  /** Returns whether a run ended before its end. */
  static boolean cut(Outcome outcome) {
    return outcome == Outcome.INTERRUPTED || outcome == Outcome.FAILED;
  }
}
