package graft.magics.command;

import graft.train.FineTuneOptions;
import graft.train.TrainingOption;
import java.util.List;

/**
 * An option that says something of a run. Where it is left out, or says its default, nothing is
 * said, so that both are the same run.
 *
 * @param says what it says of the run, and which values that may have
 * @param option how it is typed
 * @param <T> type of the value
 */
record Knob<T>(TrainingOption<T> says, Option<T> option) {

  /** Declares an option whose default is one of its words. */
  static <T> Knob<T> of(
      TrainingOption<T> says, Value<T> value, String fallback, String description) {
    return new Knob<>(says, new Option<>(says.name(), value, fallback, description));
  }

  /** Declares an option whose default the description explains. */
  static <T> Knob<T> of(TrainingOption<T> says, Value<T> value, String description) {
    return of(says, value, "", description);
  }

  /** Declares a number that keeps the rule of what it says. */
  static Knob<Double> number(TrainingOption<Double> says, String description) {
    return of(says, Values.number(says.rule(), says.allowed()), description);
  }

  /** Returns what a command says of a run. */
  static FineTuneOptions said(List<Knob<?>> knobs, Arguments arguments) {
    FineTuneOptions options = FineTuneOptions.defaults();
    for (Knob<?> knob : knobs) {
      options = knob.added(options, arguments);
    }
    return options;
  }

  /** Returns the options of some knobs, in order. */
  static Option<?>[] options(List<Knob<?>> knobs) {
    return knobs.stream().map(Knob::option).toArray(Option<?>[]::new);
  }

  private FineTuneOptions added(FineTuneOptions options, Arguments arguments) {
    return arguments.find(option).map(value -> options.with(says, value)).orElse(options);
  }
}
