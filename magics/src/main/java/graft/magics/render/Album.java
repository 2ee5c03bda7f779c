package graft.magics.render;

import graft.data.Example;
import graft.data.RgbImage;
import graft.data.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The examples of one view, each read once and kept small, so that a view can show it at several
 * sizes. Pictures are read side by side, since decoding large ones takes long.
 */
final class Album {

  /** The longest side in pixels that an album keeps. */
  static final int LARGEST = 96;

  private static final int TEXT_LIMIT = 160;
  private static final String BOX =
      "display:inline-flex;align-items:center;justify-content:center;"
          + "vertical-align:middle;overflow:hidden;border-radius:3px;";
  private static final String GREY =
      "background:rgba(128,128,128,.25);font-size:10px;line-height:1.2;text-align:center;"
          + "overflow-wrap:anywhere;white-space:normal;";
  private static final String WORDS =
      "display:block;max-height:96px;overflow:hidden;text-align:left;font-size:11px;"
          + "line-height:1.3;overflow-wrap:anywhere;padding:4px;border-radius:3px;"
          + "border:1px solid rgba(128,128,128,.5)";

  private final Map<Example, Optional<RgbImage>> pictures = new HashMap<>();

  private record Read(Example example, Optional<RgbImage> picture) {}

  private Album() {}

  /** Reads examples; those that are no pictures are kept as they are. */
  static Album of(Collection<Example> examples) {
    Album album = new Album();
    List<Read> read =
        examples.stream().distinct().toList().parallelStream().map(Album::read).toList();
    read.forEach(each -> album.pictures.put(each.example(), each.picture()));
    return album;
  }

  private static Read read(Example example) {
    return new Read(
        example,
        example.source() instanceof Source.Picture picture
            ? Thumbnails.read(picture, LARGEST)
            : Optional.empty());
  }

  /**
   * Returns boxes with an example each, in order: a picture, what a text says, a grey box with its
   * name where a picture is gone or cannot be read.
   *
   * @param side of a picture in pixels, at most {@link #LARGEST}
   */
  List<String> boxes(List<Example> examples, int side) {
    return examples.parallelStream().map(example -> box(example, side)).toList();
  }

  private String box(Example example, int side) {
    if (!(example.source() instanceof Source.Picture picture)) {
      String words = Examples.words(example.source(), true);
      return words.isEmpty() ? "" : Html.element("span", WORDS, Html.name(words, TEXT_LIMIT));
    }
    String size = BOX + "width:%1$dpx;height:%1$dpx;".formatted(side);
    return pictures
        .getOrDefault(example, Optional.empty())
        .map(pixels -> Html.element("span", size, image(picture, pixels, side)))
        .orElseGet(() -> Html.element("span", size + GREY, unreadable(picture)));
  }

  private static String image(Source.Picture picture, RgbImage pixels, int side) {
    String style = "max-width:%1$dpx;max-height:%1$dpx;margin:0".formatted(side);
    String name = Names.elided(picture.name(), Html.NAME_LIMIT);
    return Html.picture(Thumbnails.of(pixels, side), name, style);
  }

  private static String unreadable(Source.Picture picture) {
    String file = picture.name().substring(picture.name().lastIndexOf('/') + 1);
    return "<span>unreadable<br/>" + Html.name(file, 24) + "</span>";
  }
}
