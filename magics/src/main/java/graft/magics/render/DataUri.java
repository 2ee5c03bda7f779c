package graft.magics.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Puts pictures into the page itself: no address, and nothing that a sanitiser strips. */
final class DataUri {

  private DataUri() {}

  static String svg(String svg) {
    return of("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
  }

  static String jpeg(byte[] bytes) {
    return of("image/jpeg", bytes);
  }

  private static String of(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
