package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.code.Cells;
import graft.magics.code.FixedScope;
import graft.magics.code.JavaCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for the Java of every declaration, whoever adds one. */
class CodeTest {

  private static final Set<String> NAMES = Set.of("tuned", "leaves", "m", "d", "x", "photos");

  /** Notebooks in which names stand for different things. */
  private static final List<FixedScope> SCOPES =
      List.of(
          FixedScope.EMPTY,
          new FixedScope(Set.of("some"), Set.of(), true, OptionalLong.of(7)),
          new FixedScope(Set.of("some"), NAMES, false, OptionalLong.empty()),
          new FixedScope(NAMES, Set.of("some"), true, OptionalLong.empty()));

  /** Values of a form that neither a choice nor the sample shows. */
  private static final Map<String, List<String>> MORE =
      Map.of(
          "lr", List.of("1e-5..1e-3", "3"), "time-limit", List.of("2h30m"), "seed", List.of("-1"));

  @TempDir Path classes;

  static Stream<CommandSpec> specs() {
    return DeclarationsTest.specs();
  }

  @Test
  void everyVariantCompiles() throws IOException {
    List<Command> commands = new ArrayList<>();
    specs().forEach(spec -> commands.addAll(variants(spec)));
    for (Setting setting : Setting.values()) {
      commands.add(new GraftCommand.Set(setting, "a \"value\" \\u000a"));
    }

    List<String> cells =
        commands.stream().flatMap(command -> SCOPES.stream().map(in(command))).distinct().toList();

    Cells.compiled(cells, classes);
    assertThat(cells).hasSizeGreaterThan(commands.size());
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyOptionThatIsSaidAppearsAndNoOther(CommandSpec spec) {
    for (Option<?> option : ownOptions(spec)) {
      List<String> needed = DeclarationsTest.needed(spec, option);
      String without = JavaCode.of(DeclarationsTest.parse(spec, needed), SCOPES.get(2));
      for (String value : values(option)) {
        String with = JavaCode.of(parse(spec, option, value), SCOPES.get(2));
        if (value.equals(option.fallback()) && !option.isFlag()) {
          assertThat(with).isEqualTo(without);
        } else {
          assertThat(with).as(option.dashed() + " " + value).isNotEqualTo(without);
        }
      }
    }
  }

  private static java.util.function.Function<FixedScope, String> in(Command command) {
    return scope -> JavaCode.of(command, scope);
  }

  private static List<Command> variants(CommandSpec spec) {
    List<Command> commands = new ArrayList<>();
    spec.examples().forEach(line -> commands.add(asked(Typed.line(line))));
    for (Option<?> option : ownOptions(spec)) {
      values(option).forEach(value -> commands.add(parse(spec, option, value)));
    }
    return commands;
  }

  private static Command asked(Command command) {
    return command instanceof Command.ShowCode show ? show.command() : command;
  }

  private static List<Option<?>> ownOptions(CommandSpec spec) {
    return spec.options().stream().filter(each -> !CommandSpec.COMMON.contains(each)).toList();
  }

  private static Command parse(CommandSpec spec, Option<?> option, String value) {
    List<String> words = new ArrayList<>(DeclarationsTest.needed(spec, option));
    words.add(option.isFlag() ? option.dashed() : option.dashed() + "=" + value);
    return DeclarationsTest.parse(spec, words);
  }

  /** Returns every choice of an option, and a sample of each other form. */
  private static List<String> values(Option<?> option) {
    if (option.isFlag()) {
      return List.of("");
    }
    List<String> values = new ArrayList<>(List.of(DeclarationsTest.sample(option)));
    Arrays.stream(option.value().notation().split("\\|"))
        .filter(word -> word.matches("[a-z][a-z0-9-]*"))
        .forEach(values::add);
    values.addAll(MORE.getOrDefault(option.name(), List.of()));
    return values.stream().distinct().toList();
  }
}
