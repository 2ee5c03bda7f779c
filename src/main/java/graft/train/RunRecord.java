package graft.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.weights.FileHash;
import graft.weights.SealedJson;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code run.json} holds: the run, and what its files must be. It is sealed, so that a changed
 * byte is found; those of earlier versions are not.
 *
 * @param files by name; empty in records of earlier versions
 */
record RunRecord(SavedRun run, Map<String, Content> files) {

  static final String FILE = "run.json";

  private static final int FORMAT = 2;
  private static final String FORMAT_NAME = "format";
  private static final String FILES = "files";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * What a file must be.
   *
   * @param sha256 64 hexadecimal digits
   */
  record Content(long bytes, String sha256) {

    static Content of(Path file) throws IOException {
      return new Content(Files.size(file), FileHash.sha256(file));
    }
  }

  /** Describes a run with the files that lie in its folder. */
  static RunRecord of(SavedRun run, Path folder, String... names) throws IOException {
    Map<String, Content> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, Content.of(folder.resolve(name)));
    }
    return new RunRecord(run, files);
  }

  /** Returns whether changes of the files can be found. */
  boolean isSealed() {
    return !files.isEmpty();
  }

  /** Writes it into the run's folder, down to the disk. */
  void write(Path folder) throws IOException {
    ObjectNode content = JSON.valueToTree(run);
    content.set(FILES, JSON.valueToTree(files));
    try (FileOutputStream out = new FileOutputStream(folder.resolve(FILE).toFile())) {
      out.write(SealedJson.bytes(content, FORMAT));
      out.getFD().sync();
    }
  }

  /**
   * Reads the record in a run's folder. An interrupted thread can do it too.
   *
   * @throws IOException if it is damaged, or is not one of that number, in words
   */
  static RunRecord read(Path folder, int number) throws IOException {
    byte[] bytes;
    try (InputStream in = new FileInputStream(folder.resolve(FILE).toFile())) {
      bytes = in.readAllBytes();
    }
    boolean sealed = SealedJson.isSealed(bytes);
    JsonNode content = JSON.readTree(bytes);
    requireKnown(content);
    SavedRun run = JSON.readValue(bytes, SavedRun.class);
    if (run == null || run.history() == null || run.key() == null) {
      throw new IOException("it does not describe a run");
    }
    if (run.history().run() != number) {
      throw new IOException(
          "it is that of run %d, and was moved or copied here".formatted(run.history().run()));
    }
    return sealed
        ? new RunRecord(run, files(content))
        : new RunRecord(run.identified(""), Map.of());
  }

  private static void requireKnown(JsonNode content) throws IOException {
    int format = content.path(FORMAT_NAME).asInt(1);
    if (format > FORMAT) {
      throw new IOException(
          "it has format %d, and this version of Graft knows formats up to %d"
              .formatted(format, FORMAT));
    }
  }

  private static Map<String, Content> files(JsonNode content) throws JsonProcessingException {
    Map<String, Content> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : content.path(FILES).properties()) {
      files.put(file.getKey(), JSON.treeToValue(file.getValue(), Content.class));
    }
    return files;
  }
}
