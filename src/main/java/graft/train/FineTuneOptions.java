package graft.train;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a user says about a run; see {@link TrainingOption} for what can be said, and for what holds
 * where it is not.
 */
public final class FineTuneOptions {

  private static final FineTuneOptions NOTHING_SAID = new FineTuneOptions(Map.of());

  private final Map<TrainingOption<?>, Object> said;

  private FineTuneOptions(Map<TrainingOption<?>, Object> said) {
    this.said = said;
  }

  /** Which stages train when. */
  public enum Recipe {
    /** The model's policy, as {@code %freeze} and {@code %unfreeze} set it. */
    CURRENT,
    /** The head only. */
    HEAD,
    /** The head first, then everything at lower rates. */
    TWO_STEP,
    /** The head first, then one stage more after every few epochs, from the last to the first. */
    GRADUAL,
    /** Everything from the start. */
    FULL
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

  /** What makes up for uneven classes. */
  public enum Balance {
    /** Nothing. */
    NONE,
    /** Examples of rare classes count more in the loss. */
    WEIGHTS,
    /** Examples of rare classes are drawn more often. */
    SAMPLE
  }

  /** How rates change over a phase. */
  public enum ScheduleChoice {
    /** One-cycle, constant where the number of epochs is open. */
    AUTO,
    /** Up and down along half cosines. */
    ONE_CYCLE,
    /** Down along half a cosine. */
    COSINE,
    /** Not at all. */
    CONSTANT
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

  /** In which numbers stages train. */
  public enum PrecisionChoice {
    /** 16 bits where the hardware has them and a trial comes close enough, 32 bits otherwise. */
    AUTO,
    /** 32 bits. */
    F32,
    /** Brain floating point of 16 bits. */
    BF16
  }

  /** Returns options of which nothing is said. */
  public static FineTuneOptions defaults() {
    return NOTHING_SAID;
  }

  /**
   * Returns the same options with one more said.
   *
   * @throws IllegalArgumentException if the value breaks the option's rule
   */
  public <T> FineTuneOptions with(TrainingOption<T> option, T value) {
    option.check(value);
    Map<TrainingOption<?>, Object> more = new LinkedHashMap<>(said);
    more.put(option, value);
    return new FineTuneOptions(more);
  }

  /**
   * Returns the options of which something was said, in the order in which a command lists them.
   */
  public List<TrainingOption<?>> said() {
    return TrainingOption.ALL.stream().filter(said::containsKey).toList();
  }

  /** Returns what was said of an option. */
  public <T> Optional<T> said(TrainingOption<T> option) {
    return Optional.ofNullable(option.type().cast(said.get(option)));
  }

  /** Returns what was said of an option, or something else. */
  public <T> T get(TrainingOption<T> option, T otherwise) {
    return said(option).orElse(otherwise);
  }

  /** Returns what was said as users type it, for example {@code --epochs 5 --lr 1e-3}. */
  public String words() {
    StringJoiner words = new StringJoiner(" ");
    for (TrainingOption<?> option : said()) {
      words.add("--%s %s".formatted(option.name(), words(said.get(option))));
    }
    return words.toString();
  }

  private static String words(Object value) {
    if (value instanceof Enum<?> choice) {
      return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof RateChoice rates) {
      return rates.words();
    }
    if (value instanceof Duration limit) {
      return limit.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
    return value instanceof Double number ? RateChoice.text(number) : value.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FineTuneOptions that && said.equals(that.said);
  }

  @Override
  public int hashCode() {
    return said.hashCode();
  }

  @Override
  public String toString() {
    return words();
  }
}
