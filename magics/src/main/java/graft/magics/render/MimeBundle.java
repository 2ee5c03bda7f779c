package graft.magics.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds one output in several forms.
 *
 * @param data by MIME type; {@code text/plain} is always there and complete
 */
public record MimeBundle(Map<String, String> data) {

  /** MIME type of the form that every front-end shows. */
  public static final String TEXT = "text/plain";

  /** MIME type of the rich form. */
  public static final String HTML = "text/html";

  /**
   * Copies the map and keeps its order.
   *
   * @throws IllegalArgumentException if there is no {@code text/plain}
   */
  public MimeBundle {
    if (!data.containsKey(TEXT)) {
      throw new IllegalArgumentException("mime bundle needs text/plain, received " + data.keySet());
    }
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** Makes a bundle of plain text alone. */
  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of(TEXT, text));
  }

  /** Makes a bundle of plain text and its rich form. */
  public static MimeBundle of(String text, String html) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put(TEXT, text);
    data.put(HTML, html);
    return new MimeBundle(data);
  }

  /** Returns the plain text. */
  public String text() {
    return data.getOrDefault(TEXT, "");
  }
}
