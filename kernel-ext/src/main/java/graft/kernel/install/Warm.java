package graft.kernel.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Executes notebooks once, so that what is made on first use is made before somebody waits. */
final class Warm {

  static final Set<String> NAMES = Set.of("--prefix=", "--user");

  private final Places places;
  private final Map<String, String> environment;

  Warm(Places places, Map<String, String> environment) {
    this.places = places;
    this.environment = environment;
  }

  void execute(List<String> notebooks, PrintStream out) throws IOException {
    if (notebooks.isEmpty()) {
      throw new UsageException("warm needs a notebook");
    }
    Path jupyter = jupyter();
    for (String name : notebooks) {
      Path notebook = Path.of(name).toAbsolutePath();
      if (!Files.isRegularFile(notebook)) {
        throw new IllegalStateException("notebook " + notebook + " does not exist");
      }
      execute(jupyter, notebook);
      out.println("warmed " + notebook);
    }
  }

  private void execute(Path jupyter, Path notebook) throws IOException {
    Path folder = Files.createTempDirectory("graft-warm");
    try {
      Path log = folder.resolve("log.txt");
      int status = run(command(jupyter, notebook, folder), notebook, log);
      if (status != 0) {
        throw new IllegalStateException(
            "notebook " + notebook + " failed:\n" + Files.readString(log).strip());
      }
      requireNoError(notebook, folder.resolve(notebook.getFileName().toString()));
    } finally {
      delete(folder);
    }
  }

  /** Jupyter itself would name the kernel's frames alone; the outputs hold the sentence. */
  private static void requireNoError(Path notebook, Path executed) throws IOException {
    for (JsonNode cell : new ObjectMapper().readTree(executed.toFile()).path("cells")) {
      for (JsonNode output : cell.path("outputs")) {
        if (output.path("output_type").asText().equals("error")) {
          throw new IllegalStateException(
              "notebook " + notebook + " failed: " + output.path("evalue").asText());
        }
      }
    }
  }

  private static List<String> command(Path jupyter, Path notebook, Path folder) {
    return List.of(
        jupyter.toString(),
        "nbconvert",
        "--to=notebook",
        "--execute",
        "--allow-errors",
        "--log-level=ERROR",
        "--ExecutePreprocessor.kernel_name=graft",
        "--ExecutePreprocessor.timeout=-1",
        "--output-dir=" + folder,
        notebook.toString());
  }

  private int run(List<String> command, Path notebook, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(notebook.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // the kernelspec may lie where this Jupyter does not look by itself
    String paths = builder.environment().getOrDefault("JUPYTER_PATH", "");
    String separator = paths.isEmpty() ? "" : File.pathSeparator;
    builder.environment().put("JUPYTER_PATH", places.jupyter() + separator + paths);
    try {
      return builder.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("warming " + notebook + " was interrupted", e);
    }
  }

  private Path jupyter() {
    Path prefix = places.jupyter().getParent().getParent();
    return Jupyter.program(prefix, "jupyter")
        .or(
            () ->
                Places.activeEnvironment(environment)
                    .flatMap(active -> Jupyter.program(active, "jupyter")))
        .or(() -> Jupyter.findOnPath("jupyter", environment))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "warm needs Jupyter with nbconvert: found no jupyter in "
                        + prefix
                        + " or on the path"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
