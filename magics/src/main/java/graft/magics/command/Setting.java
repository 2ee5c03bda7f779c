package graft.magics.command;

import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code %graft set} and the environment can set. */
public enum Setting {
  /** Where models run. */
  DEVICE(Values.choice(DeviceChoice.class), "where models run"),
  /** In which numbers stages train. */
  PRECISION(Values.choice(PrecisionChoice.class), "numbers that models train in"),
  /** How many threads compute. */
  THREADS(Values.count(1), "threads that compute"),
  /** The seed where no option gives one. */
  SEED(Values.seed(), "seed where no --seed is given"),
  /** The folder that holds runs and caches. */
  HOME(Values.operand("FOLDER"), "folder of runs and caches"),
  /** Where pages have Plotly from. */
  PLOTLY(
      Values.word("embed", "cdn", "off"),
      "where charts get Plotly: the notebook, the web, nowhere"),
  /** Whether examples are shown in outputs. */
  EXAMPLES(Values.word("on", "off"), "whether pictures and texts go into saved notebooks");

  private final Value<?> value;
  private final String description;

  Setting(Value<?> value, String description) {
    this.value = value;
    this.description = description;
  }

  /** Returns what users type, for example {@code device}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the environment variable, for example {@code GRAFT_DEVICE}. */
  public String environmentVariable() {
    return "GRAFT_" + name();
  }

  /** Returns what it decides, a phrase. */
  public String description() {
    return description;
  }

  /** Returns how help writes its values, for example {@code on|off}. */
  String notation() {
    return value.notation();
  }

  /**
   * Checks a value and returns it as it is.
   *
   * @param source who gives it, for example {@code setting device} or {@code GRAFT_DEVICE}
   * @throws IllegalArgumentException if the setting does not take it
   */
  public String checked(String source, String text) {
    value.parse(source, text);
    return text;
  }

  /**
   * Returns the setting of a key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Setting of(String key) {
    return Arrays.stream(values())
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  private static IllegalArgumentException unknown(String key) {
    List<String> keys = Arrays.stream(values()).map(Setting::key).toList();
    String question = Nearest.question("", key, keys);
    String remedy = question.isEmpty() ? "; there are " + String.join(", ", keys) : question;
    return new IllegalArgumentException("unknown setting " + key + remedy);
  }
}
