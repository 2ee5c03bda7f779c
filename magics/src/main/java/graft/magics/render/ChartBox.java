package graft.magics.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A drawing in a page: its picture, the message that has {@code page.js} put Plotly's chart in the
 * picture's place, and its sentence. Where no script runs the picture stays.
 */
final class ChartBox {

  /** What {@code page.js} finds the hosts of charts by. */
  static final String CLASS = "graft-chart";

  /** Says that a chart will come, so that what it needs is shown above it, not below. */
  static final String ANNOUNCED = "<script>window.__graft=window.__graft||[]</script>";

  private ChartBox() {}

  /** Returns a chart that stays as it is. */
  static String of(Drawing drawing) {
    ObjectNode figure = drawing.plotly();
    String id = hash(drawing.sentence() + figure);
    ObjectNode message = message(drawing, id);
    message.set("figure", figure);
    return html(drawing, id, push(ScriptJson.text(message)));
  }

  /**
   * Returns one state of a chart that is updated in place.
   *
   * @param id the same for all states
   */
  static String live(Drawing drawing, String id) {
    ObjectNode message = message(drawing, id);
    message.put("live", true);
    message.set("figure", drawing.plotly());
    return html(drawing, id, push(ScriptJson.text(message)));
  }

  /**
   * Returns a chart that somebody else's script draws.
   *
   * @param picture what stands in its place until then, as markup
   * @param label what it shows, in words
   * @param height in pixels
   * @param drawing a function of Plotly and a node
   */
  static String foreign(String picture, String label, int height, String drawing) {
    String id = hash(picture + drawing);
    String message = ScriptJson.text(message(id, height, label));
    String drawn = message.substring(0, message.length() - 1) + ",\"draw\":" + drawing + "}";
    return host(id, "<div class=\"graft-static\">" + picture + "</div>" + push(drawn));
  }

  /** Returns the statement that hands a message to the page, now or once its script has come. */
  static String push(String message) {
    return "<script>(window.__graft=window.__graft||[]).push(%s)</script>".formatted(message);
  }

  /** Returns a name for what is equal to the letter, so that equal results give equal outputs. */
  static String hash(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static ObjectNode message(Drawing drawing, String id) {
    return message(id, drawing.height(), drawing.sentence());
  }

  private static ObjectNode message(String id, int height, String label) {
    return ScriptJson.object()
        .put("chart", id)
        .put("height", height)
        .put("label", Names.elided(label, Html.SENTENCE_LIMIT));
  }

  private static String host(String id, String content) {
    return "<div class=\"%s\" data-graft-chart=\"%s\">%s</div>"
        .formatted(CLASS, Html.escape(id), content);
  }

  private static String html(Drawing drawing, String id, String script) {
    return host(id, picture(drawing) + script) + caption(drawing);
  }

  /** Returns the picture of a drawing alone. */
  static String picture(Drawing drawing) {
    return "<img class=\"graft-static\" src=\"%s\" alt=\"%s\" style=\"%s\"/>"
        .formatted(
            DataUri.svg(drawing.svg()),
            Html.escape(Names.elided(drawing.sentence(), Html.SENTENCE_LIMIT)),
            Style.CHART);
  }

  private static String caption(Drawing drawing) {
    return Html.element("div", Style.QUIET, Html.sentence(drawing.sentence()));
  }
}
