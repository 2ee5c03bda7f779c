package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code REFERENCE.md} equal to the declarations; {@code -Dgraft.update=true} writes it anew.
 */
class ReferenceTest {

  private static final Path FILE = Path.of("REFERENCE.md");

  @Test
  void referenceEqualsTheDeclarations() throws IOException {
    if (Boolean.getBoolean("graft.update")) {
      Files.writeString(FILE, reference());
    }

    assertThat(Files.readString(FILE))
        .as("to update it run mvn -pl src,magics test -Dgraft.update=true")
        .isEqualTo(reference());
  }

  private static String reference() {
    String head =
        """
        # Magics and their options

        Written by `ReferenceTest` from the declarations in `graft.magics.command`; do not edit.
        In a notebook `--help` after any magic, or `?` behind its name, shows the same. Every magic
        takes two more options:

        | option | meaning |
        |---|---|
        """;
    String common =
        CommandSpec.COMMON.stream().map(ReferenceTest::row).collect(Collectors.joining());
    return head
        + common
        + Magics.all().stream().map(ReferenceTest::section).collect(Collectors.joining());
  }

  private static String section(CommandSpec spec) {
    String subcommands =
        spec.subcommands().stream().map(ReferenceTest::details).collect(Collectors.joining());
    return "\n## " + spec.typed() + "\n" + body(spec) + subcommands;
  }

  private static String details(CommandSpec spec) {
    return "\n### " + spec.typed() + "\n" + body(spec);
  }

  private static String body(CommandSpec spec) {
    return "\n"
        + spec.summary()
        + "\n\n"
        + fenced(HelpText.usage(spec))
        + table(spec)
        + fenced(String.join("\n", spec.examples()));
  }

  private static String fenced(String text) {
    return "```\n" + text + "\n```\n";
  }

  private static String table(CommandSpec spec) {
    Stream<String> operands = spec.positionals().stream().map(p -> row(p.noun(), p.description()));
    Stream<String> options = spec.groups().stream().flatMap(ReferenceTest::rows);
    String rows = Stream.concat(operands, options).collect(Collectors.joining());
    return rows.isEmpty() ? "\n" : "\n| word or option | meaning |\n|---|---|\n" + rows + "\n";
  }

  private static Stream<String> rows(OptionGroup group) {
    List<String> options =
        group.options().stream()
            .filter(option -> !CommandSpec.COMMON.contains(option))
            .map(ReferenceTest::row)
            .toList();
    Stream<String> title = Stream.of("| **" + group.title() + "** | |\n");
    boolean titled = !group.title().isEmpty() && !options.isEmpty();
    return titled ? Stream.concat(title, options.stream()) : options.stream();
  }

  private static String row(Option<?> option) {
    return row(option.usage(), option.help());
  }

  private static String row(String name, String text) {
    return "| `" + name.replace("|", "\\|") + "` | " + text.replace("|", "\\|") + " |\n";
  }
}
