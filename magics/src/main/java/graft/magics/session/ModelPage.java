package graft.magics.session;

import graft.TransferModel;
import graft.magics.render.CardView;
import graft.magics.render.MimeBundle;

/** Shows a live model: what it is called here, whose weights are live, and its card. */
final class ModelPage {

  private ModelPage() {}

  static MimeBundle render(TransferModel model) {
    return CardView.render(subject(model), model.card());
  }

  private static String subject(TransferModel model) {
    return model.run() == 0
        ? model.subject()
        : "%s · run %s: %s"
            .formatted(model.subject(), model.run(), String.join(", ", model.classes()));
  }
}
