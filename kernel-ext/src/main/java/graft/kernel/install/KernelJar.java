package graft.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The class path of an installed kernel.
 *
 * @param entries jars and folders, absolute
 */
record KernelJar(List<String> entries) {

  KernelJar {
    entries = List.copyOf(entries);
  }

  /**
   * Takes the jars that were named, or looks for JJava's where its package puts it.
   *
   * @throws IllegalStateException if there is none
   */
  static KernelJar of(InstallOptions options, Places places, Map<String, String> environment)
      throws IOException {
    KernelJar jar =
        options.kernelJar().isPresent()
            ? named(options.kernelJar().get())
            : new KernelJar(List.of(jjava(places, environment).toString()));
    jar.requireMain(options.kernel());
    return jar;
  }

  private static Path jjava(Places places, Map<String, String> environment) {
    List<Path> candidates =
        places.dataFolders(environment).stream()
            .map(folder -> folder.resolve("kernels").resolve("java").resolve("jjava.jar"))
            .toList();
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "JJava is not installed: looked for "
                        + candidates
                        + "; run \"pip install jjava\" there, or name its jar with --kernel-jar"));
  }

  private static KernelJar named(String classPath) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String part : classPath.split(File.pathSeparator)) {
      Path path = Path.of(part).toAbsolutePath().normalize();
      if (!Files.exists(path)) {
        throw new IllegalStateException("kernel jar " + path + " does not exist");
      }
      entries.add(path.toString());
      if (holdsJars(path)) {
        entries.add(path.resolve("*").toString());
      }
    }
    return new KernelJar(entries);
  }

  private static boolean holdsJars(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.anyMatch(file -> file.toString().endsWith(".jar"));
    }
  }

  private void requireMain(HostKernel kernel) throws IOException {
    String entry = kernel.mainClass().replace('.', '/') + ".class";
    for (String path : entries) {
      if (path.endsWith("*") || holds(Path.of(path), entry)) {
        return;
      }
    }
    throw new IllegalStateException("kernel jar holds no " + kernel.mainClass() + ": " + entries);
  }

  private static boolean holds(Path path, String entry) throws IOException {
    if (Files.isDirectory(path)) {
      return Files.exists(path.resolve(entry));
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.getEntry(entry) != null;
    }
  }
}
