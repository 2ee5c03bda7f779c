package graft.magics;

import static graft.magics.session.Results.data;
import static graft.magics.session.Results.history;
import static graft.magics.session.Results.model;
import static graft.magics.session.Results.table;
import static org.assertj.core.api.Assertions.assertThat;

import graft.Graft;
import graft.magics.command.CommandParser;
import graft.magics.command.Setting;
import graft.magics.session.Session;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Keeps README.md true: what it shows runs here, what it lists is there. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Path THIS = Path.of("src/test/java/graft/magics/ReadmeTest.java");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern MAGIC = Pattern.compile("%(\\w+) ?(.*)");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`graft[^|]*) \\|[^|]*\\| (.*) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void javaCellsRunOnAFineTunedModel(@TempDir Path folder) {
    try (Session session = new Session(new QuietNotebook(), folder, Map.of())) {
      session.line("data", List.of("sample:leaves,classes=2,count=12"));
      session.line("pretrained", List.of("graft-nano"));
      session.line("finetune", List.of("--as", "h"));

      TrainingHistory h = history("h");
      for (double rate : new double[] {1e-4, 1e-3, 1e-2})
        Graft.fineTune(model(), data()).learningRate(rate).epochs(5).name("rate " + rate).run();
      Table low = table(h).where(table(h).numberColumn("validation loss").isLessThan(0.5));

      assertThat(history("rate 0.01").epochs()).hasSize(5);
      assertThat(low.rowCount()).isPositive();
    }
  }

  @Test
  void javaCellsAreThoseOfTheTestAbove() throws IOException {
    String source = oneLine(Files.readString(THIS));

    assertThat(blocks("java"))
        .hasSize(2)
        .allSatisfy(cell -> assertThat(source).contains(oneLine(cell)));
  }

  @Test
  void magicsAreCommands() throws IOException {
    CommandParser parser = new CommandParser("/home/ada", operand -> true);

    List<String> lines = blocks("").stream().flatMap(String::lines).toList();
    List<MatchResult> magics =
        lines.stream().flatMap(line -> MAGIC.matcher(line).results()).toList();

    assertThat(magics).hasSize(4);
    assertThat(magics)
        .allSatisfy(magic -> parser.parse(magic.group(1), List.of(magic.group(2).split(" "))));
  }

  @Test
  void everySettingHasARow() throws IOException {
    String readme = readme();

    assertThat(Setting.values())
        .allSatisfy(
            setting ->
                assertThat(readme)
                    .contains("| `" + setting.key() + " ", setting.environmentVariable()));
  }

  @Test
  void everyPackageHasARowWithTypesThatExist() throws IOException {
    List<Path> packages = packages();

    List<MatchResult> rows = ROW.matcher(readme()).results().toList();

    assertThat(rows.stream().flatMap(row -> codes(row.group(1))))
        .containsExactlyInAnyOrderElementsOf(packages.stream().map(ReadmeTest::name).toList());
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(codes(row.group(2)))
                    .allMatch(type -> packages.stream().anyMatch(path -> holds(path, type))));
  }

  private static List<Path> packages() throws IOException {
    try (Stream<Path> files =
        Stream.of("src/main/java", "magics/src/main/java", "kernel-ext/src/main/java")
            .flatMap(ReadmeTest::walk)) {
      return files.filter(file -> file.endsWith("package-info.java")).map(Path::getParent).toList();
    }
  }

  private static Stream<Path> walk(String root) {
    try {
      return Files.walk(ROOT.resolve(root));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(Path folder) {
    return folder.toString().replace('\\', '/').replaceFirst(".*/java/", "").replace('/', '.');
  }

  private static boolean holds(Path folder, String type) {
    return Files.exists(folder.resolve(type + ".java"));
  }

  private static Stream<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1));
  }

  private static List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(readme())
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
