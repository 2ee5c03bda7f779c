package graft.magics.render;

import graft.data.Example;
import graft.data.Source;
import java.util.List;

/** Shows what examples look like. */
final class Examples {

  private static final String BOX =
      "display:inline-flex;align-items:center;justify-content:center;"
          + "vertical-align:middle;overflow:hidden;border-radius:3px;";
  private static final String GREY =
      "background:rgba(128,128,128,.25);font-size:10px;line-height:1.2;text-align:center;"
          + "overflow-wrap:anywhere;white-space:normal;";

  private Examples() {}

  /**
   * Returns boxes with a picture each, in order; a picture that cannot be read is a grey box with
   * its name. Pictures are read side by side, since decoding large ones takes long.
   */
  static List<String> boxes(List<Example> examples, int side) {
    return examples.parallelStream().map(example -> box(example, side)).toList();
  }

  /** Returns the words of an example: what it says, or how long that is. */
  static String words(Source source, boolean shown) {
    if (source instanceof Source.Text text) {
      return shown ? text.text() : length(text.text());
    }
    if (source instanceof Source.TextPair pair) {
      return shown
          ? pair.first() + " | " + pair.second()
          : length(pair.first()) + " | " + length(pair.second());
    }
    return "";
  }

  private static String box(Example example, int side) {
    String size = "width:%spx;height:%spx;".formatted(side, side);
    if (!(example.source() instanceof Source.Picture picture)) {
      return "";
    }
    String style = "max-width:%1$dpx;max-height:%1$dpx;margin:0".formatted(side);
    return Thumbnails.of(picture, side)
        .map(address -> Html.picture(address, Names.elided(picture.name(), Html.NAME_LIMIT), style))
        .map(image -> Html.element("span", BOX + size, image))
        .orElseGet(() -> Html.element("span", BOX + size + GREY, unreadable(picture)));
  }

  private static String unreadable(Source.Picture picture) {
    String file = picture.name().substring(picture.name().lastIndexOf('/') + 1);
    return "<span>unreadable<br/>" + Html.name(file, 24) + "</span>";
  }

  private static String length(String text) {
    return Numbers.count(text.codePointCount(0, text.length()), "character");
  }
}
