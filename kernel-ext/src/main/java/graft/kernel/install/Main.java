package graft.kernel.install;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The command line of {@code graft.jar}. */
public final class Main {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  static final String HELP =
      """
      Graft: transfer learning in a Java notebook.

      java -jar graft.jar install [--kernel jjava|ijava] [--kernel-jar FILE] [--prefix DIR | --user]
          Copies Graft into share/graft below DIR and adds the kernel "Java (Graft)" to the Jupyter
          there. It starts the kernel that is installed already: JJava, which "pip install jjava"
          brings, or IJava, whose jar --kernel-jar names (several joined like a class path).
          Without --prefix: the active virtual or conda environment, else the user's folder.

      java -jar graft.jar doctor [--prefix DIR] [--notebook FILE]
          Says what is found and what is missing; for a notebook also whether each model and data
          set that it names can be had offline. Exits 1 if anything is missing.

      java -jar graft.jar warm [--prefix DIR] NOTEBOOK...
          Executes each notebook once and throws the outputs away, so that natives are unpacked and
          caches filled before somebody waits for them.
      """;

  private Main() {}

  /** Runs one command and exits: 0 done, 1 failed, 2 not understood. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      out.print(HELP);
      return arguments.isEmpty() ? USAGE : OK;
    }
    try {
      return run(arguments.get(0), arguments.subList(1, arguments.size()), environment, out);
    } catch (UsageException e) {
      err.println("graft: " + e.getMessage());
      err.println("graft: see java -jar graft.jar --help");
      return USAGE;
    } catch (IllegalStateException | IOException e) {
      err.println("graft: " + e.getMessage());
      return FAILED;
    }
  }

  private static int run(
      String command, List<String> rest, Map<String, String> environment, PrintStream out)
      throws IOException {
    return switch (command) {
      case "install" -> install(Arguments.parse(rest, InstallOptions.NAMES), environment, out);
      case "doctor" -> doctor(Arguments.parse(rest, Doctor.NAMES), environment, out);
      case "warm" -> warm(Arguments.parse(rest, Warm.NAMES), environment, out);
      default ->
          throw new UsageException(
              "command must be install, doctor or warm, received \"" + command + "\"");
    };
  }

  private static int install(Arguments given, Map<String, String> environment, PrintStream out)
      throws IOException {
    InstallOptions options = InstallOptions.of(given);
    Places places = Places.of(given, environment);
    Installer installer = new Installer(Distribution.running(), places, environment);
    out.println(
        "installed kernel \"" + KernelSpec.DISPLAY_NAME + "\" in " + installer.run(options));
    return OK;
  }

  private static int doctor(Arguments given, Map<String, String> environment, PrintStream out)
      throws IOException {
    List<Finding> findings = new Doctor(Places.of(given, environment), environment).examine(given);
    findings.forEach(finding -> out.println(finding.line()));
    return findings.stream().allMatch(Finding::ok) ? OK : FAILED;
  }

  private static int warm(Arguments given, Map<String, String> environment, PrintStream out)
      throws IOException {
    new Warm(Places.of(given, environment), environment).execute(given.positionals(), out);
    return OK;
  }
}
