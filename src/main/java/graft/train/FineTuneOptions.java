package graft.train;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How to train. What is empty depends on the case and is chosen at the start of the run, which says
 * what it chose.
 *
 * @param epochs how many at most; empty: with the whole backbone frozen at most 100, until the
 *     metric has not improved for 10; otherwise 5
 * @param learningRate of all that trains, above 0; empty: {@link Rates}
 * @param batch examples a step, at least 1
 * @param augment how training pictures are varied; empty: none while the backbone is frozen, light
 *     otherwise
 * @param metric decides the best epoch
 * @param weightDecay share of a weight that a step of rate 1 takes away, at least 0; empty: 1 for
 *     the head, 0.01 for the backbone
 * @param seed of everything that is drawn
 * @param device where to train
 */
public record FineTuneOptions(
    OptionalInt epochs,
    OptionalDouble learningRate,
    int batch,
    Augment augment,
    MetricChoice metric,
    OptionalDouble weightDecay,
    long seed,
    DeviceChoice device) {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public FineTuneOptions {
    if (epochs.isPresent() && epochs.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "epochs must be >= 1, received %d".formatted(epochs.getAsInt()));
    }
    if (learningRate.isPresent() && !(learningRate.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "learning rate must be > 0, received %s".formatted(learningRate.getAsDouble()));
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be >= 1, received %d".formatted(batch));
    }
    if (weightDecay.isPresent() && !(weightDecay.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "weight decay must be >= 0, received %s".formatted(weightDecay.getAsDouble()));
    }
  }

  /** How training pictures are varied. */
  public enum Augment {
    /** Depends on the freeze policy. */
    AUTO,
    /** Not at all. */
    NONE,
    /** Flipped, cropped and lit a little. */
    LIGHT
  }

  /** What decides the best epoch. */
  public enum MetricChoice {
    /** Macro F1 where the largest class has over 3 times the smallest, accuracy otherwise. */
    AUTO,
    /** The share of right predictions. */
    ACCURACY,
    /** The mean of the classes' F1. */
    MACRO_F1,
    /** The objective on validation; lower is better. */
    LOSS
  }

  /** Where to train. */
  public enum DeviceChoice {
    /** The first GPU where there is one, the CPU otherwise. */
    AUTO,
    /** The CPU. */
    CPU,
    /** The first GPU. */
    GPU0
  }

  /** Returns what is used where nothing else is said. */
  public static FineTuneOptions defaults() {
    return new FineTuneOptions(
        OptionalInt.empty(),
        OptionalDouble.empty(),
        32,
        Augment.AUTO,
        MetricChoice.AUTO,
        OptionalDouble.empty(),
        42,
        DeviceChoice.AUTO);
  }

  /** Returns the same options with a number of epochs, at least 1. */
  public FineTuneOptions withEpochs(int value) {
    return new FineTuneOptions(
        OptionalInt.of(value), learningRate, batch, augment, metric, weightDecay, seed, device);
  }

  /** Returns the same options with a learning rate of all that trains, above 0. */
  public FineTuneOptions withLearningRate(double value) {
    return new FineTuneOptions(
        epochs, OptionalDouble.of(value), batch, augment, metric, weightDecay, seed, device);
  }

  /** Returns the same options with a number of examples a step, at least 1. */
  public FineTuneOptions withBatch(int value) {
    return new FineTuneOptions(
        epochs, learningRate, value, augment, metric, weightDecay, seed, device);
  }

  /** Returns the same options with another variation of training pictures. */
  public FineTuneOptions withAugment(Augment value) {
    return new FineTuneOptions(
        epochs, learningRate, batch, value, metric, weightDecay, seed, device);
  }

  /** Returns the same options with another metric that decides. */
  public FineTuneOptions withMetric(MetricChoice value) {
    return new FineTuneOptions(
        epochs, learningRate, batch, augment, value, weightDecay, seed, device);
  }

  /** Returns the same options with another weight decay. */
  public FineTuneOptions withWeightDecay(double value) {
    return new FineTuneOptions(
        epochs, learningRate, batch, augment, metric, OptionalDouble.of(value), seed, device);
  }

  /** Returns the same options with another seed. */
  public FineTuneOptions withSeed(long value) {
    return new FineTuneOptions(
        epochs, learningRate, batch, augment, metric, weightDecay, value, device);
  }

  /** Returns the same options with another place to train. */
  public FineTuneOptions withDevice(DeviceChoice value) {
    return new FineTuneOptions(
        epochs, learningRate, batch, augment, metric, weightDecay, seed, value);
  }
}
