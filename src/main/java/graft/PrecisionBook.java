package graft;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.data.FileReasons;
import graft.train.PrecisionVerdict;
import graft.weights.FileHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps which precision was faster on which machine for which network, a file each, so that a run
 * that is repeated decides alike, whatever else the machine does then.
 */
final class PrecisionBook {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /**
   * @param folder need not exist
   */
  PrecisionBook(Path folder) {
    this.folder = folder;
  }

  /** Returns what a trial found, if there was one; a damaged file is as good as none. */
  Optional<PrecisionVerdict> find(List<String> key) {
    try {
      return Optional.ofNullable(
          JSON.readValue(Files.readAllBytes(file(key)), PrecisionVerdict.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps what a trial found. Two processes may do so at once: one of the two verdicts stays.
   *
   * @throws GraftException if it cannot be written
   */
  void keep(List<String> key, PrecisionVerdict verdict) {
    Path fresh = folder.resolve(UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(folder);
      Files.write(fresh, bytes(verdict));
      Files.move(
          fresh, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new GraftException(
          "what was found out about precision cannot be kept in %s: %s"
              .formatted(folder, FileReasons.of(e)),
          e);
    }
  }

  private static byte[] bytes(PrecisionVerdict verdict) {
    try {
      return JSON.writeValueAsBytes(verdict);
    } catch (JacksonException e) {
      throw new IllegalStateException("four numbers can always be written", e);
    }
  }

  private Path file(List<String> key) {
    byte[] text = String.join("|", key).getBytes(StandardCharsets.UTF_8);
    return folder.resolve(FileHash.sha256(text) + ".json");
  }
}
