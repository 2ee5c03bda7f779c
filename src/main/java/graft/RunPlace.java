package graft;

import graft.train.Outcome;
import graft.train.RunStore;
import graft.train.SavedRun;
import graft.weights.FileHash;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a run is kept. It takes the number of an earlier run with the same key, else one that no
 * run ever had; and one of its own where it is cut off and would replace a run that finished.
 */
final class RunPlace {

  private final RunStore runs;
  private final String key;
  private Optional<SavedRun> before;
  private int number;
  private int cutNumber;

  private RunPlace(RunStore runs, String key) {
    this.runs = runs;
    this.key = key;
    this.before = earlier(runs, key);
  }

  /**
   * @param parts what makes runs the same
   */
  static RunPlace of(RunStore runs, List<String> parts) {
    String text = String.join("|", parts);
    return new RunPlace(runs, FileHash.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<SavedRun> earlier(RunStore runs, String key) {
    List<SavedRun> same = runs.withKey(key);
    return same.stream()
        .filter(run -> run.history().outcome() == Outcome.FINISHED)
        .findFirst()
        .or(() -> same.stream().max(Comparator.comparing(SavedRun::finished)));
  }

  /**
   * Takes the number. Before that it is 0.
   *
   * @param unfinished whose number is taken where the run goes on from what it left; 0 for none
   * @throws GraftException if it cannot be written down that the number is taken
   */
  void reserve(int unfinished) {
    int known = before.map(run -> run.history().run()).orElse(unfinished);
    number = known > 0 ? known : runs.reserve();
  }

  /** Returns what is equal for runs with the same command, weights, data and seed. */
  String key() {
    return key;
  }

  /** Returns the number of the record if the run finishes. */
  int number() {
    return number;
  }

  /** Returns the run with the same key that is kept and finished, if there is one. */
  Optional<SavedRun> finished() {
    return before.filter(run -> run.history().outcome() == Outcome.FINISHED);
  }

  /** Looks again which run with the same key is kept: another process may have removed it. */
  void look() {
    before = earlier(runs, key);
  }

  /** Returns whether a run was kept here, whole or cut off. */
  boolean is(SavedRun run) {
    return run.key().equals(key) || run.key().equals(cutKey());
  }

  /** Returns the number under which a run with this outcome is kept. */
  int numberFor(Outcome outcome) {
    return cut(outcome) && finished().isPresent() ? cutNumber() : number;
  }

  private int cutNumber() {
    if (cutNumber == 0) {
      cutNumber = earlier(runs, cutKey()).map(run -> run.history().run()).orElseGet(runs::reserve);
    }
    return cutNumber;
  }

  /** Returns the key under which a run with this outcome is kept. */
  String keyFor(Outcome outcome) {
    return cut(outcome) && finished().isPresent() ? cutKey() : key;
  }

  private String cutKey() {
    return key + "|cut off";
  }

  /** Returns whether a run ended before its end. */
  static boolean cut(Outcome outcome) {
    return outcome == Outcome.INTERRUPTED || outcome == Outcome.FAILED;
  }
}
