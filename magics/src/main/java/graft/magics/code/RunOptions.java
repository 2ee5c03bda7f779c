package graft.magics.code;

import graft.train.FineTuneOptions;
import graft.train.RateChoice;
import graft.train.TrainingOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes what was said of a run as calls. */
final class RunOptions {

  /** Those for which {@link graft.FineTuneRun} has a method of the same name. */
  private static final Set<TrainingOption<?>> METHODS =
      Set.of(
          TrainingOption.RECIPE,
          TrainingOption.EPOCHS,
          TrainingOption.SCHEDULE,
          TrainingOption.OPTIMIZER,
          TrainingOption.BATCH,
          TrainingOption.AUGMENT,
          TrainingOption.METRIC,
          TrainingOption.BALANCE,
          TrainingOption.WEIGHT_DECAY,
          TrainingOption.PATIENCE,
          TrainingOption.TIME_LIMIT,
          TrainingOption.SEED,
          TrainingOption.DEVICE,
          TrainingOption.PRECISION);

  private static final Pattern HYPHEN = Pattern.compile("-(.)");

  private RunOptions() {}

  /** Returns calls on a {@link graft.FineTuneRun}, each with its dot. */
  static List<String> ofRun(FineTuneOptions options) {
    return options.said().stream()
        .map(option -> ofRun(option, options.said(option).orElseThrow()))
        .toList();
  }

  /** Returns calls on a {@link graft.RateSearch}, each with its dot. */
  static List<String> ofSearch(FineTuneOptions options) {
    return options.said().stream()
        .map(option -> with(option, options.said(option).orElseThrow()))
        .toList();
  }

  private static String ofRun(TrainingOption<?> option, Object value) {
    if (value instanceof RateChoice.Single rate) {
      return ".learningRate(%s)".formatted(Literal.of(rate.rate()));
    } else if (value instanceof RateChoice.Spread rates) {
      return ".learningRates(%s, %s)"
          .formatted(Literal.of(rates.first()), Literal.of(rates.last()));
    }
    return METHODS.contains(option)
        ? ".%s(%s)".formatted(method(option), Literal.of(value))
        : with(option, value);
  }

  private static String method(TrainingOption<?> option) {
    return HYPHEN.matcher(option.name()).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }

  private static String with(TrainingOption<?> option, Object value) {
    return ".with(TrainingOption.%s, %s)".formatted(constant(option), Literal.of(value));
  }

  private static String constant(TrainingOption<?> option) {
    return option == TrainingOption.RATES
        ? "RATES"
        : option.name().toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
