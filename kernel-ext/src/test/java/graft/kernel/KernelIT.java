package graft.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Drives real kernels with the packaged jar; the checks themselves are in {@code checks.py}. */
class KernelIT {

  private static final String INTERRUPTS = System.getProperty("graft.interrupts");

  @TestFactory
  Stream<DynamicTest> jjava() throws IOException, InterruptedException {
    List<String> command =
        Venv.ready().script("checks.py", "--jar", Venv.JAR.toString(), "--interrupts", INTERRUPTS);

    return Checks.tests(Venv.tryRun(command, path()));
  }

  /** IJava is in no repository: its jar is given with {@code -Dgraft.ijava=FILE}. */
  @TestFactory
  Stream<DynamicTest> ijava(@TempDir Path folder) throws IOException, InterruptedException {
    String jar = System.getProperty("graft.ijava", "");
    Assumptions.assumeFalse(jar.isEmpty(), "IJava's jar is not given");
    Venv venv = Venv.ready();
    String prefix = folder.toString();
    Venv.run(
        Venv.java("install", "--kernel", "ijava", "--kernel-jar", jar, "--prefix", prefix),
        Map.of());
    List<String> command =
        venv.script(
            "checks.py",
            "--interrupts",
            INTERRUPTS,
            "interrupts_at_random_moments_leave_the_kernel_sound",
            "interrupt_stops_training_and_the_session_goes_on",
            "magic_after_an_interrupt_waits_for_the_old_one");

    Map<String, String> kernels =
        Map.of("JUPYTER_PATH", folder.resolve("share").resolve("jupyter").toString());
    return Checks.tests(Venv.tryRun(command, kernels));
  }

  /** JJava's own kernelspec starts the first java on the path. */
  private static Map<String, String> path() {
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    return Map.of("PATH", java + File.pathSeparator + System.getenv("PATH"));
  }
}
