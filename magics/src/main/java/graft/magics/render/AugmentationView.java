package graft.magics.render;

import graft.data.AugmentationPreview;
import graft.data.AugmentationPreview.Row;
import graft.data.Example;
import java.util.ArrayList;
import java.util.List;

/** Shows pictures as they are and as augmentation varies them, a row a picture. */
public final class AugmentationView {

  private static final int SIDE = 64;
  private static final String CAPTION = "Training pictures, as they are and as epochs vary them";

  private AugmentationView() {}

  /** Shows the pictures, at most 80 kB; without examples their names. */
  public static MimeBundle render(AugmentationPreview preview, ViewOptions options) {
    Page page = new Page(preview.subject()).line(preview.sentence());
    Sheet names = names(preview);
    if (options.examples()) {
      page.block(names.text(), pictures(preview).html());
    } else {
      page.sheet(names);
    }
    return page.bundle();
  }

  private static Sheet names(AugmentationPreview preview) {
    Sheet sheet = new Sheet(CAPTION).words("class", "picture", "shown");
    for (Row row : preview.rows()) {
      sheet.row(
          List.of(
              Cell.name(row.label()),
              Cell.name(row.original().id()),
              Cell.of("as it is, epochs 1 to " + row.views().size())));
    }
    return sheet;
  }

  private static Sheet pictures(AugmentationPreview preview) {
    List<Example> examples = new ArrayList<>();
    for (Row row : preview.rows()) {
      examples.add(row.original());
      examples.addAll(row.views());
    }
    Album album = Album.of(examples);
    Sheet sheet = new Sheet(CAPTION).words("class", "as it is");
    for (int epoch = 1; epoch <= AugmentationPreview.EPOCHS; epoch++) {
      sheet.words("epoch " + epoch);
    }
    for (Row row : preview.rows()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.name(row.label())));
      cells.add(picture(album, row.original()));
      row.views().forEach(view -> cells.add(picture(album, view)));
      sheet.row(cells);
    }
    return sheet;
  }

  private static Cell picture(Album album, Example example) {
    return new Cell("", album.boxes(List.of(example), SIDE).get(0));
  }
}
