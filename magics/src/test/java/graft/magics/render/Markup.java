package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
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
          "progress",
          "table",
          "caption",
          "thead",
          "tbody",
          "tr",
          "th",
          "td");

  private static final Set<String> ATTRIBUTES =
      Set.of("style", "title", "scope", "src", "alt", "max", "value");

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

  /** Fails where anything but inert elements and attributes is used. */
  static void assertInert(String markup) {
    for (Element element : elements(parse(markup), "*")) {
      assertThat(KEPT).contains(element.getTagName());
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertThat(ATTRIBUTES).contains(element.getAttributes().item(i).getNodeName());
      }
      assertThat(element.getAttribute("src")).matches("|data:image/(jpeg|svg\\+xml);base64,.*");
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
