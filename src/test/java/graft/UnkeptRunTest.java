package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.data.LabeledDataset;
import graft.eval.Predictions;
import graft.tiny.ChildJvm;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that ends on a full disk loses nothing: its model is live, and is kept when there is room.
 */
class UnkeptRunTest {

  private static final String LEAVES = "sample:leaves,classes=3,count=20,size=64";
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path folder;

  @Test
  void modelIsLiveAndIsKeptWhenThereIsRoom() throws IOException {
    Graft.workspace(Workspace.beside(folder));
    Path runs = folder.resolve(".graft").resolve("runs");
    Files.createDirectories(runs.getParent());
    Files.createFile(runs); // where nothing can be written
    LabeledDataset data = Graft.data(LEAVES);
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      TrainingHistory history = Graft.fineTune(model, data).epochs(2).run();

      assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
      assertThat(history.epochs()).hasSize(2);
      assertThat(history.warnings())
          .anyMatch(
              warning ->
                  warning.startsWith("the trained model is live and complete, but run 1 cannot be")
                      && warning.endsWith("; free some space, then %graft keep graft-nano"));
      Predictions predictions = Graft.predict(model, LEAVES);
      assertThatThrownBy(() -> Graft.keep(model)).isInstanceOf(GraftException.class);

      Files.delete(runs);
      SavedRun kept = Graft.keep(model);

      assertThat(kept.history().warnings()).isEmpty();
      assertThat(kept.history().epochs()).isEqualTo(history.epochs());
      try (TransferModel again = Graft.pretrained("run:last")) {
        assertThat(again.weightsHash()).isEqualTo(model.weightsHash());
        assertThat(said(Graft.predict(again, LEAVES))).isEqualTo(said(predictions));
      }
      assertThat(unfinished()).isEmpty();
      assertThatThrownBy(() -> Graft.keep(model))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("run 1 of model 'graft-nano' is kept already");
    }
  }

  @Test
  void nothingToKeep() {
    Graft.workspace(Workspace.beside(folder));
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      assertThatThrownBy(() -> Graft.keep(model))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("model 'graft-nano' has no run to keep; run %finetune first");
    }
  }

  /** The checkpoints fit, the run does not: what it would be resumed from is still there. */
  @Test
  void processThatMayWriteNoLargeFileEndsOnAUsableModel() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no /bin/sh to limit the size of files with");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(SHELL.toString(), "-c", "ulimit -f 64; exec \"$@\"", "limited"));
    command.addAll(ChildJvm.command(Child.class, folder.toString()));

    String output = ChildJvm.output(command);

    assertThat(output.lines())
        .anyMatch(line -> line.startsWith("the trained model is live and complete, but run 1"))
        .anyMatch(line -> line.contains("File too large; free some space, then %graft keep"))
        .contains("FINISHED, 15 predictions", "predictions cannot be written");
    assertThat(leftovers()).isEmpty();
    assertThat(folder.resolve("p.csv")).hasContent("before");
  }

  private static List<List<Double>> said(Predictions predictions) {
    return predictions.items().stream().map(Predictions.Item::probabilities).toList();
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(
              path -> {
                String name = path.getFileName().toString();
                return name.endsWith(".tmp") || name.startsWith(".run-");
              })
          .toList();
    }
  }

  private List<Path> unfinished() throws IOException {
    Path unfinished = Graft.workspace().unfinished();
    if (!Files.isDirectory(unfinished)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(unfinished)) {
      return entries.toList();
    }
  }

  /** Trains, predicts and writes predictions. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      Files.writeString(folder.resolve("p.csv"), "before");
      Graft.workspace(Workspace.beside(folder));
      LabeledDataset data = Graft.data(LEAVES);
      try (TransferModel model = Graft.pretrained("graft-nano")) {
        TrainingHistory history = Graft.fineTune(model, data).epochs(2).run();
        history.warnings().forEach(System.out::println);
        Predictions predictions = Graft.predict(model, "sample:leaves,classes=3,count=5,size=64");
        System.out.println(history.outcome() + ", " + predictions.items().size() + " predictions");
        List<Predictions.Item> many = new ArrayList<>();
        while (many.size() < 10_000) {
          many.addAll(predictions.items());
        }
        write(new Predictions("many", predictions.classes(), many, List.of()));
      }
    }

    private static void write(Predictions predictions) {
      try {
        Graft.write(predictions, "p.csv");
      } catch (GraftException e) {
        System.out.println(e.getMessage().substring(0, 29));
      }
    }
  }
}
