package graft.train;

import java.util.Locale;

/**
 * Says that a run's loss stopped being a number, or exploded, and whose weights are live after it.
 */
public final class DivergenceException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private DivergenceException(String message) {
    super(message);
  }

  private DivergenceException(String what, String place, double learningRate) {
    super(
        "%s at %s (learning rate %s); try a smaller --lr"
            .formatted(what, place, RateChoice.text(learningRate)));
  }

  static DivergenceException ofTraining(double loss, int epoch, int batch, double learningRate) {
    return new DivergenceException("loss became " + word(loss), place(epoch, batch), learningRate);
  }

  static DivergenceException ofExplosion(double loss, int epoch, int batch, double learningRate) {
    return new DivergenceException(
        String.format(Locale.ROOT, "loss exploded to %.3g", loss),
        place(epoch, batch),
        learningRate);
  }

  static DivergenceException ofValidation(double loss, int epoch, double learningRate) {
    return new DivergenceException(
        "validation loss became " + word(loss), "epoch " + epoch, learningRate);
  }

  static DivergenceException ofExplodedValidation(double loss, int epoch, double learningRate) {
    return new DivergenceException(
        String.format(Locale.ROOT, "validation loss exploded to %.3g", loss),
        "epoch " + epoch,
        learningRate);
  }

  /**
   * Returns the same with what became of the weights.
   *
   * @param epoch whose weights are live; 0 for those of the start
   */
  DivergenceException leaving(int epoch) {
    DivergenceException told =
        new DivergenceException(
            "%s; %s are live again"
                .formatted(
                    getMessage(),
                    epoch == 0
                        ? "the weights that the run started from"
                        : "the weights of epoch " + epoch));
    told.setStackTrace(getStackTrace());
    return told;
  }

  private static String place(int epoch, int batch) {
    return "epoch %d, batch %d".formatted(epoch, batch);
  }

  private static String word(double loss) {
    return Double.isNaN(loss) ? "NaN" : "infinite";
  }
}
