package graft.kernel.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Copies Graft to where it stays, and tells Jupyter how to start a kernel with it. */
final class Installer {

  private final Distribution distribution;
  private final Places places;
  private final Map<String, String> environment;

  Installer(Distribution distribution, Places places, Map<String, String> environment) {
    this.distribution = distribution;
    this.places = places;
    this.environment = environment;
  }

  /**
   * Installs, or replaces what is installed. The kernelspec is written last, so that a failure
   * leaves the former kernel as it was.
   *
   * @return the kernelspec's file
   * @throws IllegalStateException if the natives or the kernel are missing
   */
  Path run(InstallOptions options) throws IOException {
    requireNatives();
    KernelJar kernel = KernelJar.of(options, places, environment);
    Distribution installed = distribution.copyTo(places.graft());
    KernelSpec spec = new KernelSpec(java(), installed.jar(), kernel, options.kernel());
    InstalledFiles.write(places.kernelSpec(), spec.json());
    return places.kernelSpec();
  }

  private void requireNatives() {
    if (!distribution.missing().isEmpty()) {
      throw new IllegalStateException(
          "natives are missing beside graft.jar: "
              + distribution.missing()
              + "; run \"mvn package\" on this machine, which puts them there");
    }
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", Jupyter.executable("java"));
  }
}
