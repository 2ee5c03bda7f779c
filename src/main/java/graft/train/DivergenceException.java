package graft.train;

import java.util.Locale;

/** Says that a run's loss stopped being a number, or exploded. */
public final class DivergenceException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

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

  private static String place(int epoch, int batch) {
    return "epoch %d, batch %d".formatted(epoch, batch);
  }

  private static String word(double loss) {
    return Double.isNaN(loss) ? "NaN" : "infinite";
  }
}
