package graft.weights;

import graft.GraftException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Names content by its SHA-256, as model cards and records do. */
public final class FileHash {

  private static final int BUFFER = 1 << 16;

  private FileHash() {}

  /**
   * Hashes a file of any size as a stream. An interrupted thread can do it too.
   *
   * @return 64 hexadecimal digits, lower case
   * @throws GraftException if the file cannot be read
   */
  public static String sha256(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new GraftException("cannot hash %s: there is no such file".formatted(file));
    }
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new GraftException("cannot hash %s: %s".formatted(file, Reason.of(e)), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Hashes bytes in memory.
   *
   * @return 64 hexadecimal digits, lower case
   */
  public static String sha256(byte[] content) {
    return sha256(digest -> digest.update(content));
  }

  /** Hashes whatever is added to a digest. */
  static String sha256(Consumer<MessageDigest> content) {
    MessageDigest digest = digest();
    content.accept(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
