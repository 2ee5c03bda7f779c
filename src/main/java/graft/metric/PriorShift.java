package graft.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns the probabilities of a model that was trained on balanced classes into those of the real
 * world: {@code softmax(logits + shift)}, where the shift of a class is the logarithm of its real
 * share over the share that training showed.
 *
 * <p>It corrects probabilities only, and with them confidence, loss and calibration. The predicted
 * class stays the argmax of the logits as they are, since who balances the classes asks for
 * balanced decisions; it need not be the class with the largest corrected probability.
 *
 * @param perClass what is added to each class's logit: [classes]; empty adds nothing
 * @see <a href="https://doi.org/10.1162/089976602753284446">Saerens et al. (2002)</a>
 */
public record PriorShift(List<Float> perClass) {

  /** Adds nothing, to logits of any number of classes. */
  public static final PriorShift NONE = new PriorShift(List.of());

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public PriorShift {
    perClass = List.copyOf(perClass);
    for (float shift : perClass) {
      if (!Float.isFinite(shift)) {
        throw new IllegalArgumentException("prior shift must be finite, received " + shift);
      }
    }
  }

  /** Returns the shift that adds these numbers: [classes]. */
  public static PriorShift of(float... perClass) {
    List<Float> shifts = new ArrayList<>();
    for (float shift : perClass) {
      shifts.add(shift);
    }
    return new PriorShift(shifts);
  }

  /**
   * Returns shifted logits, of which the softmax is the corrected probabilities.
   *
   * @param logits of one example: [classes]; not changed
   * @throws IllegalArgumentException if there is not one number a class
   */
  public float[] apply(float[] logits) {
    if (perClass.isEmpty()) {
      return logits;
    }
    if (perClass.size() != logits.length) {
      throw new IllegalArgumentException(
          "prior shift needs one number a class, received %d for %d classes"
              .formatted(perClass.size(), logits.length));
    }
    float[] shifted = logits.clone();
    for (int k = 0; k < shifted.length; k++) {
      shifted[k] += perClass.get(k);
    }
    return shifted;
  }
}
