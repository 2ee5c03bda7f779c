package graft.magics.render;

import graft.backbone.ModelCard;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows what a pretrained model is and where it comes from. */
public final class CardView {

  private static final Pattern NAMED = Pattern.compile("(\\w+): (.*)");

  private CardView() {}

  /** Shows a card. */
  public static MimeBundle render(ModelCard card) {
    return render(card.name(), card);
  }

  /**
   * Shows the card of a model that was loaded.
   *
   * @param subject the line that names it
   */
  public static MimeBundle render(String subject, ModelCard card) {
    Sheet sheet = new Sheet("Model card").words("", "");
    row(sheet, "architecture", card.architecture());
    row(sheet, "parameters", Numbers.count(card.parameters()));
    row(sheet, "input", card.input());
    row(sheet, "features", Numbers.count(card.featureWidth()));
    row(sheet, "stages", String.join(", ", card.stages()));
    row(sheet, "source", card.source());
    row(sheet, "SHA-256", card.sha256().isEmpty() ? "none" : card.sha256());
    row(sheet, "licence", card.licence());
    card.notes().lines().filter(line -> !line.isBlank()).forEach(line -> note(sheet, line));
    return new Page(subject).sheet(sheet).bundle();
  }

  /** A line such as {@code limits: small input} is a property of its own. */
  private static void note(Sheet sheet, String line) {
    Matcher named = NAMED.matcher(line);
    if (named.matches()) {
      row(sheet, named.group(1), named.group(2));
    } else {
      row(sheet, "notes", line);
    }
  }

  private static void row(Sheet sheet, String property, String value) {
    sheet.row(List.of(Cell.of(property), Cell.sentence(value)));
  }
}
