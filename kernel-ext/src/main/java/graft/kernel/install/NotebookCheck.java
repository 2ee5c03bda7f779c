package graft.kernel.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.backbone.BackboneCatalog;
import graft.magics.command.CellScanner;
import graft.magics.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the models and data sets that a notebook names, and whether they are there offline. */
final class NotebookCheck {

  /** What needs no file, or lies in the notebook's own state. */
  private static final List<String> SCHEMES = List.of("sample:", "run:", "var:");

  private final Path folder;
  private final Set<String> named = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  private NotebookCheck(Path folder) {
    this.folder = folder;
  }

  static List<Finding> examine(Path notebook) throws IOException {
    if (!Files.isRegularFile(notebook)) {
      return List.of(Finding.missing("notebook " + notebook));
    }
    NotebookCheck check = new NotebookCheck(notebook.toAbsolutePath().getParent());
    CellScanner scanner = new CellScanner(System.getProperty("user.home"));
    for (String cell : codeCells(notebook)) {
      scanner.commands(cell).forEach(check::examine);
    }
    return check.findings;
  }

  private static List<String> codeCells(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(text(cell.path("source")));
      }
    }
    return cells;
  }

  /** Notebooks hold a source as one text or as its lines. */
  private static String text(JsonNode source) {
    StringBuilder text = new StringBuilder(source.asText());
    source.forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  private void examine(Command command) {
    operands(command)
        .filter(Objects::nonNull)
        .filter(operand -> !named.contains(operand) && seen.add(operand))
        .map(this::finding)
        .forEach(findings::add);
    String name = as(command);
    if (name != null) {
      named.add(name);
    }
  }

  private static Stream<@Nullable String> operands(Command command) {
    if (command instanceof Command.OpenData open) {
      return Stream.of(open.path());
    }
    if (command instanceof Command.LoadPretrained load) {
      return load.weights() == Command.Weights.NONE ? Stream.empty() : Stream.of(load.name());
    }
    if (command instanceof Command.FineTune tune) {
      return Stream.of(tune.data(), tune.model());
    }
    if (command instanceof Command.Evaluate evaluate) {
      return Stream.of(data(evaluate.on()), evaluate.model());
    }
    if (command instanceof Command.Compare compare) {
      return Stream.concat(Stream.of(data(compare.on())), compare.models().stream());
    }
    return command instanceof Command.Predict predict
        ? Stream.concat(predict.inputs().stream(), Stream.of(predict.model()))
        : Stream.empty();
  }

  private static @Nullable String data(Command.Examples examples) {
    return examples instanceof Command.Examples.All all
        ? all.data()
        : ((Command.Examples.Of) examples).data();
  }

  private static @Nullable String as(Command command) {
    if (command instanceof Command.OpenData open) {
      return open.as();
    }
    if (command instanceof Command.FineTune tune) {
      return tune.as();
    }
    return command instanceof Command.LoadPretrained load ? load.as() : null;
  }

  private Finding finding(String operand) {
    boolean present =
        BackboneCatalog.holds(operand)
            || SCHEMES.stream().anyMatch(operand::startsWith)
            || exists(operand);
    return present
        ? Finding.found("notebook names " + operand)
        : Finding.missing("notebook names " + operand + ", which is not in " + folder);
  }

  private boolean exists(String operand) {
    try {
      return Files.exists(folder.resolve(operand));
    } catch (InvalidPathException notAPath) {
      return false;
    }
  }
}
