package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads our markup back with an XML parser: what is not well-formed fails. */
final class Markup {

  /** The elements that front-ends keep in notebooks they do not trust. */
  private static final Set<String> KEPT =
      Set.of(
          "div",
          "span",
          "b",
          "bdi",
          "br",
          "ul",
          "li",
          "img",
          "details",
          "summary",
          "progress",
          "table",
          "caption",
          "thead",
          "tbody",
          "tr",
          "th",
          "td");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "style",
          "title",
          "scope",
          "src",
          "alt",
          "max",
          "value",
          "class",
          "role",
          "tabindex",
          "aria-label",
          "data-graft-chart",
          "data-graft-table");

  private static final Pattern MESSAGE =
      Pattern.compile(
          "<script>\\(window\\.__graft=window\\.__graft\\|\\|\\[]\\)\\.push\\((.*?)\\)</script>");

  private Markup() {}

  static String html(MimeBundle bundle) {
    return bundle.data().getOrDefault(MimeBundle.HTML, "");
  }

  static Document parse(String markup) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(markup)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + markup, e);
    }
  }

  static List<Element> elements(Document document, String tag) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** Returns the words of all elements of a kind. */
  static List<String> words(String markup, String tag) {
    return elements(parse(markup), tag).stream().map(Element::getTextContent).toList();
  }

  /** Fails where anything but inert elements and attributes is used, or messages to the page. */
  static void assertInert(String markup) {
    messages(markup); // each is JSON
    assertThat(markup.replaceAll(MESSAGE.pattern(), "")).doesNotContain("\u2028", "\u2029");
    for (Element element : elements(parse(MESSAGE.matcher(markup).replaceAll("")), "*")) {
      assertThat(KEPT).contains(element.getTagName());
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertThat(ATTRIBUTES).contains(element.getAttributes().item(i).getNodeName());
      }
      assertThat(element.getAttribute("src")).matches("|data:image/(jpeg|svg\\+xml);base64,.*");
    }
  }

  /** Returns what is said to the page's script; nothing of it could end its element. */
  static List<JsonNode> messages(String markup) {
    return MESSAGE.matcher(markup).results().map(found -> json(found.group(1))).toList();
  }

  private static JsonNode json(String text) {
    assertThat(text).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** Returns the first picture's SVG. */
  static String svg(String markup) {
    String start = "data:image/svg+xml;base64,";
    String address = elements(parse(markup), "img").get(0).getAttribute("src");
    assertThat(address).startsWith(start);
    byte[] bytes = Base64.getDecoder().decode(address.substring(start.length()));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
