package graft.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Drives a real JupyterLab in a real browser; the checks themselves are in {@code browser.py}. They
 * are skipped where there is no Chromium.
 */
class BrowserIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TestFactory
  Stream<DynamicTest> lab() throws IOException, InterruptedException {
    List<String> command =
        Venv.ready()
            .script(
                "browser.py",
                "--axe=" + ROOT.resolve(Path.of("magics", "target", "axe.min.js")),
                "--screenshots=" + ROOT.resolve(Path.of("target", "screenshots")));

    return Checks.tests(Venv.tryRun(command, Map.of()));
  }
}
