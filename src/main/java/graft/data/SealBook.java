package graft.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import graft.GraftException;
import graft.weights.AtomicFile;
import graft.weights.SealedJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count of the weights that each test part was opened for, in a file that survives restarts
 * and that several processes may write.
 *
 * <p>Test parts are known by their content, so copies and renamed folders count as the same part.
 * Beside the book lies what each part holds, so that its pictures count as opened by whatever way
 * they come: as a part, among others, or some of them.
 */
public final class SealBook {

  private static final int VERSION = 3;

  /** From this version on the book says by itself whether it is damaged. */
  private static final int FIRST_SEALED = 3;

  /** Said of no part what it holds. */
  private static final int FIRST_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader READER =
      JSON.readerFor(Page.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** A file lock belongs to the whole process and does not keep its own threads apart. */
  private static final Object IN_PROCESS = new Object();

  private final Path file;
  private final ExposureFiles parts;

  /**
   * Keeps the book in a file.
   *
   * @param file for example {@code .graft/seals.json}; made, with its folder, at the first opening
   */
  public SealBook(Path file) {
    this.file = file.toAbsolutePath();
    this.parts = new ExposureFiles(this.file.resolveSibling("seals"));
  }

  /**
   * Writes down what test parts hold, so that their pictures are known wherever they turn up.
   *
   * @param contents of the pictures: {@link Exposure#contents}
   * @throws GraftException if it cannot be written
   */
  public void keep(Set<String> contents) {
    if (!contents.isEmpty()) {
      kept(contents);
    }
  }

  private String kept(Set<String> contents) {
    return parts.keep(new Exposure(Set.of(), Set.of(), contents, List.of()));
  }

  /**
   * Counts that weights are measured on some examples, for those of them that belong to a test
   * part.
   *
   * @param weightsHash gives that of the weights that are about to be measured, if it is needed
   * @return how many they are and how often they have been opened; empty where there is none
   * @throws GraftException if the book cannot be read or written; it is left as it was
   */
  public Optional<Look> look(Collection<Example> examples, Supplier<String> weightsHash) {
    Map<String, Set<String>> known = new HashMap<>();
    parts.names().forEach(name -> known.put(name, contents(name)));
    List<Example> sealed =
        examples.stream()
            .filter(each -> known.values().stream().anyMatch(part -> holds(part, each)))
            .toList();
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    String name = kept(Exposure.contents(sealed));
    Seal seal = open(LabeledDataset.contentHash(sealed), name, weightsHash.get());
    known.put(name, Exposure.contents(sealed));
    int openings = read().weights(seal.contentHash(), touching(known, name)).size();
    return Optional.of(new Look(sealed.size(), openings));
  }

  private static boolean holds(Set<String> part, Example example) {
    return part.contains(Exposure.content(example));
  }

  private Set<String> contents(String name) {
    return parts
        .find(name)
        .map(Exposure::kept)
        .orElseThrow(
            () ->
                new GraftException(
                    "list of test pictures %s is damaged and was left as it is; restore it, or move it away to count anew"
                        .formatted(parts.file(name))));
  }

  /** Returns the parts that have a picture in common with one of them. */
  private static Set<String> touching(Map<String, Set<String>> known, String name) {
    Set<String> touching = new HashSet<>();
    known.forEach(
        (other, contents) -> {
          if (!Collections.disjoint(contents, known.get(name))) {
            touching.add(other);
          }
        });
    return touching;
  }

  /**
   * How test pictures were looked at.
   *
   * @param examples how many of them there are
   * @param openings for how many weights any of them was opened, these included
   */
  public record Look(int examples, int openings) {}

  /**
   * Counts an opening, unless these weights had opened this part before.
   *
   * @param contentHash of the test part: {@link LabeledDataset#contentHash}
   * @param weightsHash of the weights that are about to be measured
   * @throws GraftException if the book cannot be read or written; it is left as it was
   */
  public Seal open(String contentHash, String weightsHash) {
    return open(contentHash, "", weightsHash);
  }

  private Seal open(String contentHash, String name, String weightsHash) {
    synchronized (IN_PROCESS) {
      try {
        return openLocked(contentHash, name, weightsHash);
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

  private Seal openLocked(String contentHash, String name, String weightsHash) throws IOException {
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // closing the channel ends it
      Page page = read();
      Set<String> before = page.weights(contentHash);
      if (before.contains(weightsHash)) {
        return new Seal(contentHash, before.size(), false);
      }
      Page after = page.with(contentHash, weightsHash).named(contentHash, name);
      AtomicFile.write(file, SealedJson.bytes(JSON.valueToTree(after), 1));
      return new Seal(contentHash, after.weights(contentHash).size(), true);
    }
  }

  private Page read() {
    try {
      return Files.exists(file) ? page(Files.readAllBytes(file)) : Page.EMPTY;
    } catch (IOException e) {
      throw new GraftException(
          "seal book %s cannot be read: %s".formatted(file, FileReasons.of(e)), e);
    }
  }

  private Page page(byte[] bytes) {
    try {
      boolean sealed = SealedJson.isSealed(bytes);
      return valid(READER.readValue(bytes), sealed);
    } catch (JsonProcessingException e) {
      throw corrupt(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private Page valid(@Nullable Page page, boolean sealed) {
    if (page == null || page.version() < FIRST_VERSION || page.version() > VERSION) {
      throw corrupt("it is not of version " + VERSION, null);
    }
    if (page.version() >= FIRST_SEALED && !sealed) {
      throw corrupt("its checksum is missing", null);
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

  /**
   * What the file holds.
   *
   * @param openings the weights by test part
   * @param contents the file that says what a part holds, by part
   */
  private record Page(
      int version,
      Map<String, SortedSet<String>> openings,
      @Nullable Map<String, String> contents) {

    static final Page EMPTY = new Page(VERSION, Map.of(), Map.of());

    Page {
      contents = new TreeMap<>(contents == null ? Map.of() : contents);
      Map<String, SortedSet<String>> sorted = new TreeMap<>();
      openings.forEach((part, weights) -> sorted.put(part, new TreeSet<>(weights)));
      openings = sorted;
    }

    Set<String> weights(String contentHash) {
      return openings.getOrDefault(contentHash, new TreeSet<>());
    }

    /** Returns the weights of a part and of those whose contents lie in some files. */
    Set<String> weights(String contentHash, Set<String> names) {
      Set<String> weights = new TreeSet<>(weights(contentHash));
      named()
          .forEach((part, name) -> weights.addAll(names.contains(name) ? weights(part) : Set.of()));
      return weights;
    }

    Page with(String contentHash, String weightsHash) {
      Map<String, SortedSet<String>> more = new HashMap<>(openings);
      more.put(contentHash, new TreeSet<>(weights(contentHash)));
      more.get(contentHash).add(weightsHash);
      return new Page(VERSION, more, contents);
    }

    Page named(String contentHash, String name) {
      Map<String, String> more = new HashMap<>(named());
      if (!name.isEmpty()) {
        more.put(contentHash, name);
      }
      return new Page(VERSION, openings, more);
    }

    private Map<String, String> named() {
      return contents == null ? Map.of() : contents;
    }
  }
}
