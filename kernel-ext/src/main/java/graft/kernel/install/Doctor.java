package graft.kernel.install;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Says what is found and what is missing. */
final class Doctor {

  static final Set<String> NAMES = Set.of("--prefix=", "--user", "--notebook=");

  private static final int OLDEST_JAVA = 17;
  private static final long LEAST_MEMORY = 2L << 30;
  private static final long MIB = 1L << 20;

  private final Places places;
  private final Map<String, String> environment;

  Doctor(Places places, Map<String, String> environment) {
    this.places = places;
    this.environment = environment;
  }

  List<Finding> examine(Arguments given) throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory());
    findings.addAll(natives());
    findings.addAll(kernelSpec());
    findings.add(engine());
    findings.add(writable(Path.of("").toAbsolutePath(), "where runs are kept"));
    findings.add(
        writable(Utils.getEngineCacheDir().toAbsolutePath(), "where natives are unpacked"));
    if (given.value("--notebook").isPresent()) {
      findings.addAll(NotebookCheck.examine(Path.of(given.value("--notebook").get())));
    }
    given.withoutPositionals();
    return findings;
  }

  private static Finding java() {
    String version = Runtime.version() + " in " + System.getProperty("java.home");
    return Runtime.version().feature() >= OLDEST_JAVA
        ? Finding.found("Java " + version)
        : Finding.missing("Java 17 or later, found " + version);
  }

  private static Finding memory() {
    long bytes =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : LEAST_MEMORY;
    return bytes >= LEAST_MEMORY
        ? Finding.found("memory " + bytes / MIB + " MiB")
        : Finding.missing("memory: 2048 MiB are needed, found " + bytes / MIB);
  }

  private static List<Finding> natives() {
    Distribution distribution = Distribution.running();
    List<Path> missing = distribution.missing();
    return distribution.natives().stream()
        .map(file -> missing.contains(file) ? Finding.missing("natives " + file) : found(file))
        .toList();
  }

  private static Finding found(Path file) {
    return Finding.found("natives " + file);
  }

  private List<Finding> kernelSpec() throws IOException {
    Path file = places.kernelSpec();
    if (!Files.isRegularFile(file)) {
      return List.of(
          Finding.missing("kernelspec " + file + "; run \"java -jar graft.jar install\""));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.found("kernelspec " + file));
    argv(file).flatMap(Doctor::files).map(Doctor::exists).forEach(findings::add);
    return findings;
  }

  private static Stream<String> argv(Path file) throws IOException {
    JsonNode argv = new ObjectMapper().readTree(file.toFile()).path("argv");
    List<String> words = new ArrayList<>();
    argv.forEach(word -> words.add(word.asText()));
    int classPath = words.indexOf("-cp") + 1;
    return classPath > 0 && classPath < words.size()
        ? Stream.of(words.get(0), words.get(classPath))
        : words.stream().limit(1);
  }

  private static Stream<Path> files(String word) {
    return Stream.of(word.split(File.pathSeparator))
        .filter(part -> !part.endsWith("*"))
        .map(Path::of);
  }

  private static Finding exists(Path file) {
    return Files.exists(file)
        ? Finding.found("kernel needs " + file)
        : Finding.missing("kernel needs " + file);
  }

  /** Loads the natives as the kernel will, which also unpacks them the first time. */
  private static Finding engine() {
    long start = System.nanoTime();
    try {
      Engine engine = Engine.getEngine("PyTorch");
      double seconds = (System.nanoTime() - start) / 1e9;
      return Finding.found(
          "engine PyTorch %s loads in %.1f s".formatted(engine.getVersion(), seconds));
    } catch (RuntimeException | LinkageError e) {
      return Finding.missing("engine PyTorch does not load: " + e.getMessage());
    }
  }

  private static Finding writable(Path folder, String purpose) {
    return Files.isWritable(folder)
        ? Finding.found("write access to " + folder + ", " + purpose)
        : Finding.missing("write access to " + folder + ", " + purpose);
  }
}
