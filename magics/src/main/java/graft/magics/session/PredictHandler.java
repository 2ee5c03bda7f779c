package graft.magics.session;

import graft.Graft;
import graft.Inputs;
import graft.TransferModel;
import graft.data.FileNames;
import graft.data.LeafSamples;
import graft.data.Progress;
import graft.data.Watch;
import graft.eval.Predictions;
import graft.magics.command.Command;
import graft.magics.render.MimeBundle;
import graft.magics.render.PredictionsView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Carries out {@code %predict}. */
final class PredictHandler {

  private final Notebook notebook;
  private final State state;
  private final Settings settings;
  private final Operands operands;

  PredictHandler(Notebook notebook, State state, Settings settings, Operands operands) {
    this.notebook = notebook;
    this.state = state;
    this.settings = settings;
    this.operands = operands;
  }

  Predictions handle(Command.Predict command) {
    if (command.out() != null) {
      requireFolder(command.out());
    }
    Predictions predictions =
        operands.with(command.model(), model -> predict(model, command.inputs()));
    state.add(predictions);
    notebook.show(PredictionsView.render(predictions, settings.view()));
    state.name(command.as(), Predictions.class, predictions);
    if (command.out() != null) {
      write(predictions, command.out());
    }
    return predictions;
  }

  private Predictions predict(TransferModel model, List<String> inputs) {
    Inputs pictures = Inputs.none();
    for (String input : inputs) {
      pictures = isData(input) ? pictures.and(input, operands.other(input)) : pictures.and(input);
    }
    return Graft.predict(model, pictures, new Watch(Progress.none(), notebook::stopRequested));
  }

  private boolean isData(String input) {
    return LeafSamples.isName(input) || operands.named(input).isPresent();
  }

  private void requireFolder(String out) {
    Path parent = FileNames.resolve(settings.folder(), out).getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new IllegalArgumentException(
          "--out needs a folder that exists, received %s; make the folder first".formatted(out));
    }
  }

  private void write(Predictions predictions, String name) {
    Graft.write(predictions, name);
    int rows = predictions.items().size();
    notebook.show(MimeBundle.text("%s predictions written to %s".formatted(rows, name)));
  }
}
