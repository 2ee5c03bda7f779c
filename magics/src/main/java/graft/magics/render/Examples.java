package graft.magics.render;

import graft.data.Example;
import graft.data.Source;
import java.util.List;

/** Says what examples hold. */
final class Examples {

  private Examples() {}

  /** Returns whether there is a picture among them. */
  static boolean anyPicture(List<Example> examples) {
    return examples.stream().anyMatch(example -> example.source() instanceof Source.Picture);
  }

  /** Returns whether there is something that is shown in words. */
  static boolean anyWords(List<Example> examples) {
    return examples.stream().anyMatch(example -> !words(example.source(), true).isEmpty());
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

  private static String length(String text) {
    return Numbers.count(text.codePointCount(0, text.length()), "character");
  }
}
