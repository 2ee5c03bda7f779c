package graft.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the files in a run's folder with what its record says of them. */
record RunFiles(Path folder, RunRecord record) {

  /**
   * Returns what is wrong, a sentence each.
   *
   * @param whole whether to read the files; else only their lengths are compared
   */
  List<String> problems(boolean whole) {
    if (!record.isSealed()) {
      return List.of("an earlier version kept it without hashes, so damage would not be noticed");
    }
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, RunRecord.Content> file : record.files().entrySet()) {
      problem(folder.resolve(file.getKey()), file.getValue(), whole)
          .ifPresent(what -> problems.add("%s %s".formatted(file.getKey(), what)));
    }
    return problems;
  }

  private static Optional<String> problem(Path file, RunRecord.Content wanted, boolean whole) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.of("is missing");
      }
      boolean sound =
          whole ? RunRecord.Content.of(file).equals(wanted) : Files.size(file) == wanted.bytes();
      return sound ? Optional.empty() : Optional.of("is damaged");
    } catch (IOException e) {
      return Optional.of("cannot be read: " + RunStore.reason(e));
    }
  }
}
