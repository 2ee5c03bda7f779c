package graft.kernel.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Jupyter reads to start the kernel.
 *
 * @param java the Java program
 * @param graft Graft's jar; comes first, so that no older library of the kernel shadows its own
 * @param kernel the kernel's class path
 * @param host which kernel it is
 */
record KernelSpec(Path java, Path graft, KernelJar kernel, HostKernel host) {

  static final String DISPLAY_NAME = "Java (Graft)";

  /** Tensors live outside the heap, so half a GiB of it leaves room below Binder's 2 GB. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          // a heap that begins with a share of the machine's memory would fill it with garbage
          "-Xms32m",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-Djava.awt.headless=true",
          "--enable-native-access=ALL-UNNAMED",
          // the kernels look into the shell's snippets
          "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED");

  /** From here on the JVM complains on stderr of what Tablesaw's class path scanner does. */
  private static final int FIRST_TO_WARN_OF_UNSAFE = 23;

  String json() {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(map())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kernel.json could not be written", e);
    }
  }

  private Map<String, Object> map() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", argv());
    spec.put("display_name", DISPLAY_NAME);
    spec.put("language", "java");
    // a signal would end the JVM; the message reaches the running cell
    spec.put("interrupt_mode", "message");
    spec.put("env", environment());
    return spec;
  }

  /** Starts the kernel's main class itself: its own launcher would start a second JVM. */
  private List<String> argv() {
    List<String> argv = new ArrayList<>();
    argv.add(java.toString());
    argv.addAll(JVM_OPTIONS);
    if (Runtime.version().feature() >= FIRST_TO_WARN_OF_UNSAFE) {
      argv.add("--sun-misc-unsafe-memory-access=allow");
    }
    argv.add("-cp");
    argv.add(graft + File.pathSeparator + String.join(File.pathSeparator, kernel.entries()));
    argv.add(host.mainClass());
    argv.add("{connection_file}");
    return argv;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(host.environment());
    environment.put("OPT_OUT_TRACKING", "true");
    environment.put("DJL_OFFLINE", "true");
    // threads that spin between small operations stall each other wherever a core is busy
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    // glibc returns and refetches the memory of every batch otherwise; elsewhere these do nothing
    environment.put("MALLOC_ARENA_MAX", "1");
    environment.put("MALLOC_MMAP_THRESHOLD_", "4294967296");
    environment.put("MALLOC_TRIM_THRESHOLD_", "8589934592");
    return environment;
  }
}
