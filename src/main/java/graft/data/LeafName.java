package graft.data;

import graft.data.leaf.Season;
import graft.data.leaf.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the knobs in names such as {@code sample:leaves,classes=4,season=autumn}. */
final class LeafName {

  static final String PREFIX = "sample:leaves";

  private static final List<String> KNOBS =
      List.of("classes", "count", "size", "season", "style", "imbalance", "noise", "seed");

  private final Map<String, String> values = new LinkedHashMap<>();

  private LeafName(String name) {
    String[] parts = name.strip().split(",", -1);
    if (!parts[0].strip().equals(PREFIX)) {
      throw new IllegalArgumentException(
          "sample must be %s, received %s".formatted(PREFIX, parts[0].strip()));
    }
    for (int i = 1; i < parts.length; i++) {
      add(parts[i].strip());
    }
  }

  static LeafOptions parse(String name) {
    LeafName knobs = new LeafName(name);
    LeafOptions usual = LeafOptions.DEFAULTS;
    return new LeafOptions(
        knobs.whole("classes", usual.classes()),
        knobs.whole("count", usual.count()),
        knobs.whole("size", usual.size()),
        knobs.choice("season", Season.values(), usual.season()),
        knobs.choice("style", Style.values(), usual.style()),
        knobs.number("imbalance", usual.imbalance()),
        knobs.number("noise", usual.noise()),
        knobs.read("seed", "a whole number", Long::valueOf, usual.seed()));
  }

  private void add(String text) {
    int equals = text.indexOf('=');
    String knob = equals < 0 ? text : text.substring(0, equals).strip();
    if (!KNOBS.contains(knob)) {
      throw new IllegalArgumentException(unknown(knob));
    }
    if (equals < 0) {
      throw new IllegalArgumentException(
          "knob %s of %s needs a value, for example %s=%s"
              .formatted(knob, PREFIX, knob, example(knob)));
    }
    if (values.put(knob, text.substring(equals + 1).strip()) != null) {
      throw new IllegalArgumentException(
          "knob %s of %s must be given once, received it twice".formatted(knob, PREFIX));
    }
  }

  private static String unknown(String knob) {
    return "unknown knob '%s' of %s%s (there are %s)"
        .formatted(knob, PREFIX, Spelling.question(knob, KNOBS), String.join(", ", KNOBS));
  }

  private static String example(String knob) {
    return switch (knob) {
      case "classes" -> "4";
      case "size" -> "64";
      case "season" -> "autumn";
      case "style" -> "sketch";
      case "noise" -> "0.1";
      case "imbalance" -> "3";
      default -> "7";
    };
  }

  private int whole(String knob, int usual) {
    return read(knob, "a whole number", Integer::valueOf, usual);
  }

  private double number(String knob, double usual) {
    return read(knob, "a number", Double::valueOf, usual);
  }

  private <E extends Enum<E>> E choice(String knob, E[] choices, E usual) {
    List<String> words = Stream.of(choices).map(LeafOptions::word).toList();
    String value = values.getOrDefault(knob, LeafOptions.word(usual));
    if (!words.contains(value)) {
      throw new IllegalArgumentException(
          "%s must be %s, received %s%s"
              .formatted(knob, String.join("|", words), value, Spelling.question(value, words)));
    }
    return choices[words.indexOf(value)];
  }

  private <T> T read(String knob, String rule, Function<String, T> reader, T usual) {
    String value = values.get(knob);
    try {
      return value == null ? usual : reader.apply(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be %s, received %s".formatted(knob, rule, value.isEmpty() ? "nothing" : value),
          e);
    }
  }
}
