package graft.kernel.install;

import java.util.Map;

/** A kernel that Graft extends. */
enum HostKernel {
  JJAVA("org.dflib.jjava.distro.JJava", Map.of()),
  /** Has no hook for extensions but runs a script before its first cell. */
  IJAVA(
      "io.github.spencerpark.ijava.IJava",
      Map.of("IJAVA_STARTUP_SCRIPT", "graft.kernel.ijava.Install.install();"));

  private final String mainClass;
  private final Map<String, String> environment;

  HostKernel(String mainClass, Map<String, String> environment) {
    this.mainClass = mainClass;
    this.environment = environment;
  }

  static HostKernel named(String name) {
    return switch (name) {
      case "jjava" -> JJAVA;
      case "ijava" -> IJAVA;
      default ->
          throw new UsageException("--kernel must be jjava or ijava, received \"" + name + "\"");
    };
  }

  String mainClass() {
    return mainClass;
  }

  Map<String, String> environment() {
    return environment;
  }
}
