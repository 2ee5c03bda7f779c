package graft.magics.render;

import graft.backbone.ModelCard;
import java.util.List;
import java.util.stream.Stream;

/** Shows which pretrained models there are. */
public final class CatalogView {

  private CatalogView() {}

  /**
   * Shows a row a model, in the given order.
   *
   * @param subject the line that says what these models are
   */
  public static MimeBundle render(String subject, List<ModelCard> cards) {
    Sheet sheet =
        new Sheet(Numbers.count(cards.size(), "model"))
            .words("name", "architecture")
            .numbers("parameters", "features")
            .words("source", "licence");
    cards.forEach(card -> sheet.row(cells(card)));
    return new Page(subject).sheet(sheet).bundle();
  }

  private static List<Cell> cells(ModelCard card) {
    return Stream.of(
            card.name(),
            card.architecture(),
            Numbers.count(card.parameters()),
            Numbers.count(card.featureWidth()),
            card.source(),
            card.licence())
        .map(Cell::name)
        .toList();
  }
}
