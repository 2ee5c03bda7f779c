package graft.kernel.install;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where Graft and its kernelspec go.
 *
 * @param jupyter a data folder of Jupyter's, which holds {@code kernels}
 * @param graft the folder for jar and natives
 */
record Places(Path jupyter, Path graft) {

  private static final String PREFIX = "--prefix";
  private static final String USER = "--user";

  /** Follows the options, else the active environment, else takes the user's own folder. */
  static Places of(Arguments given, Map<String, String> environment) {
    if (given.has(PREFIX) && given.has(USER)) {
      throw new UsageException("--prefix and --user exclude each other");
    }
    Optional<Path> prefix =
        given.has(USER)
            ? Optional.empty()
            : given.value(PREFIX).map(Path::of).or(() -> activeEnvironment(environment));
    return prefix.map(Places::below).orElseGet(() -> user(environment));
  }

  static Places below(Path prefix) {
    Path share = prefix.toAbsolutePath().normalize().resolve("share");
    return new Places(share.resolve("jupyter"), share.resolve("graft"));
  }

  private static Places user(Map<String, String> environment) {
    Path jupyter = Jupyter.userData(environment);
    return new Places(jupyter, jupyter.resolve("graft"));
  }

  static Optional<Path> activeEnvironment(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("VIRTUAL_ENV"))
        .or(() -> Optional.ofNullable(environment.get("CONDA_PREFIX")))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  Path kernelSpec() {
    return jupyter.resolve("kernels").resolve("graft").resolve("kernel.json");
  }

  /** Returns the Jupyter data folders in which kernels may lie, the nearest first. */
  Set<Path> dataFolders(Map<String, String> environment) {
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(jupyter);
    activeEnvironment(environment).map(Places::below).map(Places::jupyter).ifPresent(folders::add);
    folders.add(Jupyter.userData(environment));
    folders.addAll(Jupyter.listedPaths(environment));
    return folders;
  }
}
