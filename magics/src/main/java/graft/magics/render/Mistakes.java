package graft.magics.render;

import graft.data.Example;
import graft.eval.ClassificationReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a report that shows what went wrong: in pictures and texts where they may be shown,
 * else by the names of the examples. Together the pictures take at most 150 kB.
 */
final class Mistakes {

  private static final String NONE = "no example was taken for another class";

  private Mistakes() {}

  /**
   * Adds the worst mistakes, the most confused classes and all cells; nothing where all is right.
   */
  static void add(Page page, ClassificationReport report, ViewOptions options) {
    TopLosses losses = new TopLosses(report);
    ConfusedPairs pairs = new ConfusedPairs(report);
    MistakeGallery gallery = new MistakeGallery(report);
    if (losses.examples().isEmpty()) {
      page.block(NONE, Html.element("div", Style.QUIET, NONE));
    } else if (!options.examples() || !shows(losses.examples())) {
      page.sheet(losses.table(options)).sheet(pairs.table()).sheet(gallery.table());
    } else {
      List<Example> examples = new ArrayList<>(losses.examples());
      examples.addAll(pairs.examples());
      examples.addAll(gallery.examples());
      Album album = Album.of(examples);
      page.block(losses.table(options).text(), losses.tiles(album))
          .block(pairs.table().text(), pairs.tiles(album))
          .block(gallery.table().text(), gallery.folded(album));
    }
  }

  private static boolean shows(List<Example> examples) {
    return Examples.anyPicture(examples) || Examples.anyWords(examples);
  }
}
