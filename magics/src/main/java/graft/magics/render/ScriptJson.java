package graft.magics.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** Writes values into scripts, so that no text of them can end the script or be markup. */
final class ScriptJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(6);

  private ScriptJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Returns a number in six digits, null where it is not finite. */
  static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      return JsonNodeFactory.instance.nullNode();
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return JsonNodeFactory.instance.numberNode(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }

  /** Returns a script's text. */
  static String text(JsonNode value) {
    try {
      return inert(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  private static String inert(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    for (char letter : json.toCharArray()) {
      if (isInert(letter)) {
        safe.append(letter);
      } else {
        safe.append("\\u%04x".formatted((int) letter));
      }
    }
    return safe.toString();
  }

  /** What ends a script or a line, and what turns the reading direction of the page's source. */
  private static boolean isInert(char letter) {
    boolean markup = letter == '<' || letter == '>' || letter == '&';
    boolean lineEnd = letter == '\u2028' || letter == '\u2029';
    return !markup && !lineEnd && Character.getType(letter) != Character.FORMAT;
  }
}
