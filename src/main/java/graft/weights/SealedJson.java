package graft.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes JSON that says by itself whether it is damaged: its last entry is the SHA-256 of all its
 * bytes, taken with zeros in that entry's place.
 */
public final class SealedJson {

  private static final String CHECKSUM = "checksum";
  private static final String FORMAT = "format";
  private static final String ZEROS = "0".repeat(64);
  private static final Pattern SEAL = Pattern.compile("\"checksum\" : \"([0-9a-f]{64})\"\\s*}\\z");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SealedJson() {}

  /**
   * Returns the bytes of an object, sealed.
   *
   * @param format version of what it holds, at least 1
   */
  public static byte[] bytes(ObjectNode content, int format) {
    ObjectNode sealed = content.deepCopy();
    sealed.put(FORMAT, format);
    sealed.remove(CHECKSUM);
    sealed.put(CHECKSUM, ZEROS); // the last entry
    String open = latin(write(sealed));
    int at = open.lastIndexOf(ZEROS);
    String checksum = FileHash.sha256(bytes(open));
    return bytes(open.substring(0, at) + checksum + open.substring(at + ZEROS.length()));
  }

  /**
   * Checks the seal.
   *
   * @return whether there is one; what was written without one cannot be checked
   * @throws IOException if the bytes are not those that were sealed, in words
   */
  public static boolean isSealed(byte[] content) throws IOException {
    String text = latin(content);
    Matcher seal = SEAL.matcher(text);
    if (!seal.find()) {
      requireNeverSealed(JSON.readTree(content));
      return false;
    }
    String open = text.substring(0, seal.start(1)) + ZEROS + text.substring(seal.end(1));
    if (!FileHash.sha256(bytes(open)).equals(seal.group(1))) {
      throw new IOException("its content does not fit its checksum");
    }
    return true;
  }

  private static void requireNeverSealed(JsonNode content) throws IOException {
    if (content.has(CHECKSUM) || content.has(FORMAT)) {
      throw new IOException("its checksum is damaged");
    }
  }

  private static byte[] write(ObjectNode content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (IOException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** Takes every byte for a character of its own, so that it can be looked at and given back. */
  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }
}
