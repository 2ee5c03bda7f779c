package graft.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/** Holds the texts of a PNG by their keywords; the last of a keyword counts. */
final class PngTexts {

  /** The largest text that is unpacked. */
  private static final int MOST_BYTES = 1 << 20;

  private final Map<String, String> texts = new HashMap<>();

  /** Adds a chunk if it is a text; a damaged one says nothing. */
  void add(String kind, byte[] chunk) {
    int end = end(chunk, 0);
    String keyword = new String(chunk, 0, end, StandardCharsets.ISO_8859_1);
    switch (kind) {
      case "tEXt" -> put(keyword, from(chunk, end + 1), StandardCharsets.ISO_8859_1);
      case "zTXt" -> put(keyword, unpacked(from(chunk, end + 2)), StandardCharsets.ISO_8859_1);
      case "iTXt" -> addInternational(keyword, chunk, end);
      default -> {}
    }
  }

  /** After the keyword come whether the text is packed, how, a language and the keyword in it. */
  private void addInternational(String keyword, byte[] chunk, int end) {
    boolean packed = chunk.length > end + 1 && chunk[end + 1] == 1;
    byte[] text = from(chunk, end(chunk, end(chunk, end + 3) + 1) + 1);
    put(keyword, packed ? unpacked(text) : text, StandardCharsets.UTF_8);
  }

  private void put(String keyword, byte[] text, Charset charset) {
    texts.put(keyword, new String(text, charset));
  }

  private static int end(byte[] chunk, int from) {
    int at = from;
    while (at < chunk.length && chunk[at] != 0) {
      at++;
    }
    return Math.min(at, chunk.length);
  }

  private static byte[] from(byte[] chunk, int from) {
    return Arrays.copyOfRange(chunk, Math.min(from, chunk.length), chunk.length);
  }

  private static byte[] unpacked(byte[] packed) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  String xmp() {
    return texts.getOrDefault("XML:com.adobe.xmp", "");
  }

  /** Returns the EXIF data that older programs store as hexadecimal text; empty where none is. */
  byte[] exif() {
    String[] lines = texts.getOrDefault("Raw profile type exif", "").split("\n", 4);
    try {
      return HexFormat.of().parseHex(lines.length < 4 ? "" : lines[3].replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
