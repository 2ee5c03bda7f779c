package graft.magics.session;

import graft.Graft;
import graft.Workspace;
import graft.magics.command.Setting;
import graft.magics.render.PageLibrary.Plotly;
import graft.magics.render.ViewOptions;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.TrainingOption;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Values that hold for the whole notebook. Order: option, {@code %graft set}, environment, default.
 */
final class Settings {

  private final Path folder;
  private final Map<Setting, String> environment = new EnumMap<>(Setting.class);
  private final Map<Setting, String> mistakes = new EnumMap<>(Setting.class);
  private int plotlySet;
  private final Map<Setting, String> set = new EnumMap<>(Setting.class);

  Settings(Path folder, Map<String, String> variables) {
    this.folder = folder.toAbsolutePath().normalize();
    for (Setting setting : Setting.values()) {
      String value = variables.get(setting.environmentVariable());
      if (value != null && !value.isBlank()) {
        take(setting, value);
      }
    }
    Graft.workspace(Workspace.beside(this.folder));
    applyHome();
    applyThreads();
  }

  /** A mistake in the environment must not keep the kernel from starting: see {@link #check}. */
  private void take(Setting setting, String value) {
    String name = setting.environmentVariable();
    try {
      environment.put(setting, checked(setting, name, value));
    } catch (IllegalArgumentException e) {
      mistakes.put(setting, e.getMessage());
    }
  }

  private String checked(Setting setting, String source, String value) {
    if (setting == Setting.HOME) {
      requirePath(source, value);
    }
    return setting.checked(source, value);
  }

  private void requirePath(String source, String value) {
    try {
      folder.resolve(value);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "%s takes a folder, received %s (%s)".formatted(source, value, e.getReason()), e);
    }
  }

  /**
   * Checks what the environment says.
   *
   * @throws IllegalArgumentException if it holds a mistake that {@code %graft set} has not mended
   */
  void check() {
    mistakes.forEach(
        (setting, mistake) -> {
          if (!set.containsKey(setting)) {
            throw new IllegalArgumentException(
                "%s; mend it with %%graft set %s VALUE".formatted(mistake, setting.key()));
          }
        });
  }

  Path folder() {
    return folder;
  }

  void set(Setting setting, String value) {
    set.put(setting, checked(setting, "setting " + setting.key(), value));
    switch (setting) {
      case HOME -> applyHome();
      case THREADS -> applyThreads();
      case PLOTLY -> plotlySet++;
      case DEVICE, PRECISION, SEED, EXAMPLES -> {
        // asked for when it is used
      }
    }
  }

  Optional<String> value(Setting setting) {
    return Optional.ofNullable(set.get(setting))
        .or(() -> Optional.ofNullable(environment.get(setting)));
  }

  /** Returns where a value comes from, in words. */
  String origin(Setting setting) {
    if (set.containsKey(setting)) {
      return "%graft set";
    }
    if (mistakes.containsKey(setting)) {
      return mistakes.get(setting);
    }
    return environment.containsKey(setting) ? setting.environmentVariable() : "default";
  }

  long seed(long otherwise) {
    return seed().orElse(otherwise);
  }

  Optional<Long> seed() {
    return value(Setting.SEED).map(Long::valueOf);
  }

  /** Adds what a command leaves open and a setting or the environment says. */
  FineTuneOptions completed(FineTuneOptions options) {
    FineTuneOptions seeded = completed(options, TrainingOption.SEED, seed());
    FineTuneOptions placed =
        completed(
            seeded,
            TrainingOption.DEVICE,
            value(Setting.DEVICE).map(text -> DeviceChoice.valueOf(constant(text))));
    return completed(
        placed,
        TrainingOption.PRECISION,
        value(Setting.PRECISION).map(text -> PrecisionChoice.valueOf(constant(text))));
  }

  private static <T> FineTuneOptions completed(
      FineTuneOptions options, TrainingOption<T> option, Optional<T> setting) {
    return options.said(option).isPresent() || setting.isEmpty()
        ? options
        : options.with(option, setting.get());
  }

  private static String constant(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  ViewOptions view() {
    return new ViewOptions(!value(Setting.EXAMPLES).orElse("on").equals("off"));
  }

  PlotlySetting plotly() {
    Plotly plotly =
        value(Setting.PLOTLY).map(text -> Plotly.valueOf(constant(text))).orElse(Plotly.EMBED);
    return new PlotlySetting(plotly, plotlySet);
  }

  private void applyHome() {
    value(Setting.HOME)
        .ifPresent(home -> Graft.workspace(Graft.workspace().movedTo(folder.resolve(home))));
  }

  private void applyThreads() {
    value(Setting.THREADS).ifPresent(threads -> Graft.threads(Integer.parseInt(threads)));
  }
}
