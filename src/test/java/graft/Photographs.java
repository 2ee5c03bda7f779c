package graft;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real photographs, which are not in the repository. */
final class Photographs {

  private Photographs() {}

  /** Returns a folder of photographs, or skips the test. */
  static Path require(String name) {
    Path folder = Path.of(System.getProperty("graft.shared"), "data", name);
    assumeTrue(Files.isDirectory(folder), "no photographs in " + folder);
    return folder;
  }
}
