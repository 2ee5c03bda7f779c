package graft.magics.render;

import graft.train.Outcome;
import graft.train.Resources;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Says in sentences how a run goes and how it ended. */
final class RunWords {

  private RunWords() {}

  /** Returns what a run is expected to take; empty where nobody knows. */
  static String estimate(TrainingHistory history) {
    Resources resources = history.resources();
    List<String> words = new ArrayList<>();
    if (!Double.isNaN(resources.estimatedSeconds())) {
      words.add("about " + Numbers.duration(resources.estimatedSeconds()));
    }
    if (resources.estimatedPeakBytes() > 0) {
      words.add(Numbers.bytes(resources.estimatedPeakBytes()) + " of memory");
    }
    return words.isEmpty() ? "" : "estimated: " + String.join(", ", words);
  }

  /** Returns what a run took, beside what was expected. */
  static String end(TrainingHistory history) {
    Resources resources = history.resources();
    double seconds = Double.isNaN(resources.seconds()) ? history.seconds() : resources.seconds();
    String words =
        "%s in %s"
            .formatted(Numbers.count(history.epochs().size(), "epoch"), Numbers.duration(seconds));
    if (!Double.isNaN(resources.estimatedSeconds())) {
      words += " (estimated about %s)".formatted(Numbers.duration(resources.estimatedSeconds()));
    }
    return words + memory(resources) + live(history);
  }

  private static String memory(Resources resources) {
    if (resources.peakBytes() <= 0) {
      return "";
    }
    String peak = ", %s of memory".formatted(Numbers.bytes(resources.peakBytes()));
    return resources.estimatedPeakBytes() <= 0
        ? peak
        : peak + " (estimated %s)".formatted(Numbers.bytes(resources.estimatedPeakBytes()));
  }

  /** Says whose weights a run left that did not end by itself. */
  private static String live(TrainingHistory history) {
    if (history.outcome() == Outcome.FINISHED) {
      return "";
    }
    return history.bestEpoch() == 0
        ? "; the weights that it started from are live"
        : "; the weights of epoch %s are live".formatted(history.bestEpoch());
  }

  /** Returns the best epoch and what decided it. */
  static String best(TrainingHistory history) {
    String direction = history.higherIsBetter() ? "higher is better" : "lower is better";
    return history.bestEpoch() == 0
        ? "no epoch is %s; %s decides (%s)"
            .formatted(
                history.epochs().isEmpty() ? "complete" : "good enough to keep",
                history.metric(),
                direction)
        : "best epoch %s: %s %s (%s)"
            .formatted(
                history.bestEpoch(),
                history.metric(),
                Numbers.value(history.bestValue()),
                direction);
  }

  /** Returns the choices that depended on the case, a sentence each. */
  static List<String> defaults(TrainingHistory history) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(history.defaults())
        .forEach((name, words) -> lines.add(option(name) + ": " + words));
    return lines;
  }

  private static String option(String name) {
    return name.startsWith("-") ? name : "--" + name;
  }
}
