package graft.data;

import graft.GraftException;
import graft.weights.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Keeps what models met, 32 bytes an example. A file is called by the SHA-256 of what it holds:
 * runs on the same data share it, and damage is noticed.
 */
public final class ExposureFiles {

  private static final byte[] MAGIC = "graft contents 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH_BYTES = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final Path folder;

  /**
   * @param folder holds the files; made with the first of them
   */
  public ExposureFiles(Path folder) {
    this.folder = folder;
  }

  /** Returns the name that an exposure has, or would have. */
  public static String name(Exposure exposure) {
    return Sha256.of(bytes(exposure));
  }

  /**
   * Keeps what a model met.
   *
   * @return the name to find it by
   * @throws GraftException if it cannot be written
   */
  public String keep(Exposure exposure) {
    byte[] bytes = bytes(exposure);
    String name = Sha256.of(bytes);
    try {
      if (find(name).isEmpty()) {
        Files.createDirectories(folder);
        AtomicFile.write(file(name), bytes);
      }
      return name;
    } catch (IOException e) {
      throw new GraftException(
          "what was trained on cannot be written down in %s: %s"
              .formatted(folder, FileReasons.of(e)),
          e);
    }
  }

  /**
   * Returns what was kept under a name; empty where it is gone or damaged, which is as good as not
   * known.
   *
   * @throws GraftException if it cannot be read
   */
  public Optional<Exposure> find(String name) {
    try {
      byte[] bytes = Files.readAllBytes(file(name));
      return Sha256.of(bytes).equals(name) ? Optional.of(exposure(bytes)) : Optional.empty();
    } catch (NoSuchFileException | BufferUnderflowException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new GraftException(
          "what was trained on cannot be read from %s: %s".formatted(file(name), FileReasons.of(e)),
          e);
    }
  }

  /** Returns the file of a name. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Returns the names of all that is kept. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("[0-9a-f]{64}"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new GraftException(
          "folder %s cannot be read: %s".formatted(folder, FileReasons.of(e)), e);
    }
  }

  private static byte[] bytes(Exposure exposure) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      for (Set<String> contents : sections(exposure)) {
        out.writeInt(contents.size());
        for (String content : new TreeSet<>(contents)) {
          out.write(HEX.parseHex(content));
        }
      }
      out.write(String.join("\n", exposure.gaps()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  private static List<Set<String>> sections(Exposure exposure) {
    return List.of(exposure.trained(), exposure.chose(), exposure.kept());
  }

  private static Exposure exposure(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    Set<String> trained = contents(in);
    Set<String> chose = contents(in);
    Set<String> kept = contents(in);
    String gaps = StandardCharsets.UTF_8.decode(in).toString();
    return new Exposure(trained, chose, kept, gaps.lines().toList());
  }

  private static Set<String> contents(ByteBuffer in) {
    List<String> contents = new ArrayList<>();
    byte[] content = new byte[HASH_BYTES];
    for (int left = in.getInt(); left > 0; left--) {
      in.get(content);
      contents.add(HEX.formatHex(content));
    }
    return new HashSet<>(contents);
  }
}
