package graft.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import graft.GraftException;
import graft.weights.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count of the weights that each test part was opened for, in a file that survives restarts
 * and that several processes may write.
 *
 * <p>Test parts are known by their content, so copies and renamed folders count as the same part.
 */
public final class SealBook {

  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectReader READER =
      JSON.readerFor(Page.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A file lock belongs to the whole process and does not keep its own threads apart. */
  private static final Object IN_PROCESS = new Object();

  private final Path file;

  /**
   * Keeps the book in a file.
   *
   * @param file for example {@code .graft/seals.json}; made, with its folder, at the first opening
   */
  public SealBook(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * Counts an opening, unless these weights had opened this part before.
   *
   * @param contentHash of the test part: {@link LabeledDataset#contentHash}
   * @param weightsHash of the weights that are about to be measured
   * @throws GraftException if the book cannot be read or written; it is left as it was
   */
  public Seal open(String contentHash, String weightsHash) {
    synchronized (IN_PROCESS) {
      try {
        return openLocked(contentHash, weightsHash);
      } catch (IOException e) {
        throw new GraftException(
            "opening of the test part cannot be recorded in %s: %s"
                .formatted(file, FileReasons.of(e)),
            e);
      }
    }
  }

  /**
   * Returns how many different weights a test part was opened for.
   *
   * @throws GraftException if the book cannot be read
   */
  public int openings(String contentHash) {
    return read().weights(contentHash).size();
  }

  private Seal openLocked(String contentHash, String weightsHash) throws IOException {
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // closing the channel ends it
      Page page = read();
      Set<String> before = page.weights(contentHash);
      if (before.contains(weightsHash)) {
        return new Seal(contentHash, before.size(), false);
      }
      Page after = page.with(contentHash, weightsHash);
      AtomicFile.write(file, JSON.writeValueAsBytes(after));
      return new Seal(contentHash, after.weights(contentHash).size(), true);
    }
  }

  private Page read() {
    try {
      return Files.exists(file) ? valid(READER.readValue(Files.readAllBytes(file))) : Page.EMPTY;
    } catch (JsonProcessingException e) {
      throw corrupt(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new GraftException(
          "seal book %s cannot be read: %s".formatted(file, FileReasons.of(e)), e);
    }
  }

  private Page valid(@Nullable Page page) {
    if (page == null || page.version() != VERSION) {
      throw corrupt("it is not of version " + VERSION, null);
    }
    return page;
  }

  private GraftException corrupt(String reason, @Nullable Exception cause) {
    return new GraftException(
        "seal book %s is damaged (%s) and was left as it is; restore it, or move it away to count anew"
            .formatted(file, reason.replaceAll("\\s+", " ")),
        cause);
  }

  private Path sibling(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** What the file holds: the weights by test part. */
  private record Page(int version, Map<String, SortedSet<String>> openings) {

    static final Page EMPTY = new Page(VERSION, Map.of());

    Page {
      Map<String, SortedSet<String>> sorted = new TreeMap<>();
      openings.forEach((part, weights) -> sorted.put(part, new TreeSet<>(weights)));
      openings = sorted;
    }

    Set<String> weights(String contentHash) {
      return openings.getOrDefault(contentHash, new TreeSet<>());
    }

    Page with(String contentHash, String weightsHash) {
      Map<String, SortedSet<String>> more = new HashMap<>(openings);
      more.put(contentHash, new TreeSet<>(weights(contentHash)));
      more.get(contentHash).add(weightsHash);
      return new Page(version, more);
    }
  }
}
