package graft.magics.render;

import graft.magics.render.Chart.Mark;
import graft.train.Milestone;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says where a run began to train something else; nothing where it always trained the same. */
final class Phases {

  /** With more phases than that there is no room for words in a curve. */
  private static final int WORDED = 3;

  private Phases() {}

  /** Returns a sentence a phase, for example {@code phase 2, from epoch 3: all layers train}. */
  static List<String> sentences(TrainingHistory history) {
    List<Milestone> begun = begun(history);
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < begun.size(); i++) {
      String epochs = epochs(begun, i);
      sentences.add("%s, %s: %s".formatted(name(i), epochs, begun.get(i).phase()));
    }
    return sentences;
  }

  /** Returns {@code phase 2} at the epoch with which that began; the first needs no mark. */
  static Optional<String> beginningAt(TrainingHistory history, int epoch) {
    List<Milestone> begun = begun(history);
    for (int i = 1; i < begun.size(); i++) {
      if (begun.get(i).epoch() == epoch) {
        return Optional.of(name(i));
      }
    }
    return Optional.empty();
  }

  /** Returns a line between two epochs where the second begins a phase. */
  static List<Mark> marks(TrainingHistory history) {
    List<Milestone> begun = begun(history);
    List<Mark> marks = new ArrayList<>();
    for (int i = 1; i < begun.size(); i++) {
      if (begun.get(i).epoch() <= history.epochs().size()) {
        String word = begun.size() > WORDED ? name(i) : begun.get(i).phase();
        marks.add(new Mark(begun.get(i).epoch() - 0.5, word, Chart.Place.BOTTOM));
      }
    }
    return marks;
  }

  private static List<Milestone> begun(TrainingHistory history) {
    return history.milestones().size() > 1 ? history.milestones() : List.of();
  }

  /** Returns {@code epochs 1 to 3}, {@code epoch 4} or {@code from epoch 5}. */
  static String epochs(List<Milestone> begun, int index) {
    int first = begun.get(index).epoch();
    if (index == begun.size() - 1) {
      return "from epoch " + first;
    }
    int last = begun.get(index + 1).epoch() - 1;
    return first == last ? "epoch " + first : "epochs %d to %d".formatted(first, last);
  }

  private static String name(int index) {
    return "phase " + (index + 1);
  }
}
