package graft.magics.render;

import graft.magics.render.HeatMap.Shade;
import graft.train.FreezeReceipt;
import graft.train.Milestone;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws which stages trained when; nothing where a run always trained the same. */
final class Timeline {

  private static final double TRAINED = 0.8;
  private static final double FROZEN = 0.15;

  private Timeline() {}

  static Optional<HeatMap> of(TrainingHistory history) {
    List<Milestone> phases = history.milestones();
    boolean known = phases.stream().noneMatch(phase -> phase.trainable().isEmpty());
    if (phases.size() < 2 || !known) {
      return Optional.empty();
    }
    List<String> stages = stages(history);
    List<String> epochs =
        IntStream.range(0, phases.size()).mapToObj(i -> Phases.epochs(phases, i)).toList();
    List<List<Shade>> cells = stages.stream().map(stage -> row(stage, phases, epochs)).toList();
    return Optional.of(
        new HeatMap(sentence(phases, stages.size()), "stage", "", stages, epochs, cells, true));
  }

  /** Takes the order of the network, which the receipt keeps, also for what never trained. */
  private static List<String> stages(TrainingHistory history) {
    Set<String> stages = new LinkedHashSet<>();
    history.receipt().rows().stream().map(FreezeReceipt.Row::stage).forEach(stages::add);
    List<Milestone> last = new ArrayList<>(history.milestones());
    Collections.reverse(last);
    last.forEach(phase -> stages.addAll(phase.trainable()));
    return List.copyOf(stages);
  }

  private static List<Shade> row(String stage, List<Milestone> phases, List<String> epochs) {
    List<Shade> row = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      boolean trains = phases.get(i).trainable().contains(stage);
      String word = trains ? "trains" : "frozen";
      row.add(
          new Shade(
              trains ? TRAINED : FROZEN, word, "%s: %s %s".formatted(epochs.get(i), stage, word)));
    }
    return row;
  }

  private static String sentence(List<Milestone> phases, int stages) {
    int first = phases.get(0).trainable().size();
    int last = phases.get(phases.size() - 1).trainable().size();
    return "which stages trained when: %d of %d at first, %d at the end"
        .formatted(first, stages, last);
  }
}
