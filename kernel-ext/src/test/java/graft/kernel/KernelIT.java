package graft.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Drives a real JJava with the packaged jar; the checks themselves are in {@code checks.py}. */
class KernelIT {

  @TestFactory
  Stream<DynamicTest> jjava() throws IOException, InterruptedException {
    Venv venv = Venv.ready();
    List<String> command = venv.script("checks.py", "--jar", Venv.JAR.toString());

    return Checks.tests(Venv.tryRun(command, path()));
  }

  /** JJava's own kernelspec starts the first java on the path. */
  private static Map<String, String> path() {
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    return Map.of("PATH", java + File.pathSeparator + System.getenv("PATH"));
  }
}
