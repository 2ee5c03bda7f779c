package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every declaration, whoever adds one. */
class DeclarationsTest {

  private static final CommandParser PARSER = new CommandParser("/home/ada", operand -> true);

  /** A value for each option that differs from its default. */
  private static final Map<String, String> SAMPLES =
      Map.ofEntries(
          Map.entry("as", "x"),
          Map.entry("augment", "light"),
          Map.entry("balance", "weights"),
          Map.entry("baseline", "scratch"),
          Map.entry("batch", "3"),
          Map.entry("bn", "train"),
          Map.entry("clip", "1"),
          Map.entry("data", "d"),
          Map.entry("device", "cpu"),
          Map.entry("dropout", "0.2"),
          Map.entry("epochs", "3"),
          Map.entry("every", "3"),
          Map.entry("from", "layer4"),
          Map.entry("keep", "3"),
          Map.entry("label-smoothing", "0.1"),
          Map.entry("last", "3"),
          Map.entry("layer-decay", "0.5"),
          Map.entry("lr", "0.5"),
          Map.entry("metric", "loss"),
          Map.entry("mixup", "0.2"),
          Map.entry("model", "m"),
          Map.entry("on", "test"),
          Map.entry("optimizer", "sgd"),
          Map.entry("out", "o.csv"),
          Map.entry("patience", "3"),
          Map.entry("precision", "bf16"),
          Map.entry("recipe", "full"),
          Map.entry("schedule", "cosine"),
          Map.entry("seed", "3"),
          Map.entry("split", "60/20/20"),
          Map.entry("test", "t"),
          Map.entry("time-limit", "5m"),
          Map.entry("train", "a"),
          Map.entry("until", "layer4"),
          Map.entry("val", "v"),
          Map.entry("warmup", "0.1"),
          Map.entry("weight-decay", "0.1"),
          Map.entry("weights", "none"));

  /** What an option needs beside it. */
  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "data --test", List.of("--train", "a"),
          "data --val", List.of("--train", "a"),
          "finetune --every", List.of("--recipe", "gradual"),
          "lr_find --every", List.of("--recipe", "gradual"),
          "pretrained --seed", List.of("--weights", "none"));

  /** What a magic needs beside one operand. */
  private static final Map<String, List<String>> MORE_OPERANDS = Map.of("compare", List.of("y"));

  /** Magics whose operand and option name the same thing. */
  private static final Set<String> SAME_AS_OPTION = Set.of("finetune", "lr_find", "evaluate");

  static Stream<CommandSpec> specs() {
    return Magics.all().stream()
        .flatMap(spec -> Stream.concat(Stream.of(spec), spec.subcommands().stream()));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyExampleParses(CommandSpec spec) {
    assertThat(spec.examples())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith(spec.typed()))
        .allSatisfy(line -> assertThat(Typed.line(line)).isNotNull());
  }

  @Test
  void everyMagicHasAtLeastTwoExamples() {
    assertThat(Magics.all()).allSatisfy(spec -> assertThat(spec.examples()).hasSizeGreaterThan(1));
    assertThat(FineTuneSyntax.SPEC.examples())
        .anyMatch(line -> line.contains("--recipe"))
        .anyMatch(line -> line.contains("--time-limit"))
        .anyMatch(line -> line.contains("--continue"))
        .anyMatch(line -> line.contains("--code"));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyOptionReachesItsCommand(CommandSpec spec) {
    assertThat(spec.options())
        .filteredOn(option -> option != CommandSpec.HELP)
        .allSatisfy(
            option -> {
              List<String> needed = needed(spec, option);
              Stream<String> all = Stream.concat(needed.stream(), words(option).stream());
              assertThat(parse(spec, all.toList())).isNotEqualTo(parse(spec, needed));
            });
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyDefaultIsAValue(CommandSpec spec) {
    Command bare = parse(spec, List.of());

    assertThat(spec.options())
        .filteredOn(option -> !option.fallback().isEmpty())
        .allSatisfy(
            option ->
                assertThat(parse(spec, List.of(option.dashed(), option.fallback())))
                    .isEqualTo(bare));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void namesAreKebabCaseAndTextsArePhrases(CommandSpec spec) {
    assertThat(spec.summary()).matches("[A-Z].*\\.");
    assertThat(spec.options())
        .allSatisfy(option -> assertThat(option.name()).matches("[a-z]+(-[a-z]+)*"))
        .allSatisfy(option -> assertThat(option.description()).matches("[a-zA-Z].*[^.]"));
  }

  /** A magic may know fewer of them, and none that the others do not know. */
  @Test
  void optionsOfOneNameTakeTheSameValues() {
    Map<String, Set<Set<String>>> values =
        specs()
            .flatMap(spec -> spec.options().stream())
            .collect(
                Collectors.groupingBy(
                    Option::name,
                    Collectors.mapping(
                        option -> Set.of(option.value().notation().split("\\|")),
                        Collectors.toSet())));

    assertThat(values)
        .allSatisfy((name, sets) -> assertThat(sets).anyMatch(most -> holdsAll(most, sets)));
  }

  private static boolean holdsAll(Set<String> most, Set<Set<String>> sets) {
    return sets.stream().allMatch(most::containsAll);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void helpIsAtMost88ColumnsWide(CommandSpec spec) {
    assertThat(HelpText.of(spec).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(89));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void helpNamesEveryOption(CommandSpec spec) {
    String help = HelpText.of(spec);

    assertThat(spec.options())
        .allSatisfy(option -> assertThat(help).contains("\n  " + option.usage()));
  }

  /** Returns what an option needs beside it. */
  static List<String> needed(CommandSpec spec, Option<?> option) {
    return NEEDS.getOrDefault(spec.name() + " " + option.dashed(), List.of());
  }

  private static List<String> words(Option<?> option) {
    return option.isFlag() ? List.of(option.dashed()) : List.of(option.dashed(), sample(option));
  }

  /** Returns a value of an option that is not its default. */
  static String sample(Option<?> option) {
    return SAMPLES.getOrDefault(option.name(), "no sample");
  }

  /** Parses options of a magic, with the operands that it needs. */
  static Command parse(CommandSpec spec, List<String> options) {
    List<String> words = new ArrayList<>(List.of(spec.name().split(" ")));
    if (!SAME_AS_OPTION.contains(spec.name()) && !spec.name().equals("graft set")) {
      spec.positionals().forEach(operand -> words.add(operandOf(spec)));
      words.addAll(MORE_OPERANDS.getOrDefault(spec.name(), List.of()));
    }
    if (spec.name().equals("graft set")) {
      words.addAll(List.of("seed", "3"));
    }
    words.addAll(options);
    return PARSER.parse(words.get(0), words.subList(1, words.size()));
  }

  private static String operandOf(CommandSpec spec) {
    return spec.name().equals("graft help") ? "data" : "x";
  }
}
