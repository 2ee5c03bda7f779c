package graft.magics.session;

import graft.Graft;
import graft.GraftException;
import graft.TransferModel;
import graft.data.Example;
import graft.data.FileReasons;
import graft.data.LeafSamples;
import graft.data.PictureFiles;
import graft.data.Progress;
import graft.data.Watch;
import graft.eval.Predictions;
import graft.magics.command.Command;
import graft.magics.render.MimeBundle;
import graft.magics.render.PredictionsView;
import graft.magics.render.Tables;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    notebook.show(PredictionsView.render(predictions, settings.view()));
    state.add(predictions);
    state.name(command.as(), Predictions.class, predictions);
    if (command.out() != null) {
      write(predictions, command.out());
    }
    return predictions;
  }

  private Predictions predict(TransferModel model, List<String> inputs) {
    List<Example> examples = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String input : inputs) {
      PictureFiles files = files(input);
      files
          .pictures()
          .forEach(each -> examples.add(inputs.size() == 1 ? each : below(input, each)));
      problems.addAll(files.problems());
    }
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("no input can be read: " + problems.get(0));
    }
    Watch watch = new Watch(Progress.none(), notebook::stopRequested);
    return Graft.predict(model, examples, problems, String.join(", ", inputs), watch);
  }

  private PictureFiles files(String input) {
    return LeafSamples.isName(input) || operands.named(input).isPresent()
        ? new PictureFiles(operands.other(input).examples(), List.of())
        : PictureFiles.list(settings.folder(), input);
  }

  /** Names an example so that those of several inputs can be told apart. */
  private static Example below(String input, Example example) {
    String id =
        example.id().equals(input) ? input : input.replaceFirst("/$", "") + "/" + example.id();
    return new Example(id, example.contentHash(), example.source(), example.target());
  }

  private void requireFolder(String out) {
    Path parent = settings.folder().resolve(out).getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new IllegalArgumentException(
          "--out needs a folder that exists, received %s; make the folder first".formatted(out));
    }
  }

  private void write(Predictions predictions, String name) {
    Path file = settings.folder().resolve(name);
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      Tables.table(predictions).write().csv(writer);
    } catch (IOException e) {
      throw new GraftException(
          "predictions cannot be written to %s: %s".formatted(name, FileReasons.of(e)), e);
    }
    int rows = predictions.items().size();
    notebook.show(MimeBundle.text("%s predictions written to %s".formatted(rows, name)));
  }
}
