package graft.eval;

import graft.data.Example;
import java.util.List;

/**
 * Holds what a model says of examples it has not seen.
 *
 * @param subject the line that names the model and the input
 * @param classes the labels, in order
 * @param items one an input, in order of input
 * @param problems one sentence for each input that could not be read
 */
public record Predictions(
    String subject, List<String> classes, List<Item> items, List<String> problems) {

  /** Copies the lists. */
  public Predictions {
    classes = List.copyOf(classes);
    items = List.copyOf(items);
    problems = List.copyOf(problems);
  }

  /**
   * Returns how many labels are not the most probable class. There is none unless training balanced
   * the classes: then labels are balanced decisions, by the rule that chose the best epoch and that
   * {@code %evaluate} measures, while probabilities are those of the real shares of the classes.
   */
  public int improbable() {
    return (int) items.stream().filter(Item::improbable).count();
  }

  /**
   * One prediction.
   *
   * @param example the input; its id names it
   * @param label the class with the largest logit, which is the most probable one unless training
   *     balanced the classes; see {@link graft.metric.PriorShift}
   * @param probability of that class, not of the most probable one
   * @param probabilities of every class: [classes]
   */
  public record Item(
      Example example, String label, double probability, List<Double> probabilities) {

    /** Copies the list. */
    public Item {
      probabilities = List.copyOf(probabilities);
    }

    /** Returns whether another class is more probable than the label. */
    public boolean improbable() {
      return probabilities.stream().anyMatch(each -> each > probability);
    }
  }
}
