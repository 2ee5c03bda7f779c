package graft.train;

/** Says that a run's loss stopped being a number. */
public final class DivergenceException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private DivergenceException(String subject, double loss, String place, double learningRate) {
    super(
        "%s became %s at %s (learning rate %s); try a smaller --lr"
            .formatted(subject, Double.isNaN(loss) ? "NaN" : "infinite", place, learningRate));
  }

  static DivergenceException ofTraining(double loss, int epoch, int batch, double learningRate) {
    return new DivergenceException(
        "loss", loss, "epoch %d, batch %d".formatted(epoch, batch), learningRate);
  }

  static DivergenceException ofValidation(double loss, int epoch, double learningRate) {
    return new DivergenceException("validation loss", loss, "epoch " + epoch, learningRate);
  }
}
