package graft.train;

import static graft.train.TinyTraining.pictures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.data.BatchSource;
import graft.task.Task;
import graft.tiny.ChildJvm;
import graft.train.CheckpointFiles.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may write no file of more than some kilobytes meets a disk that is full. */
class FullDiskTest {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final int BLOCKS = 4;
  private static final BatchSource PICTURES = pictures(16, 1);

  @TempDir private Path folder;

  @Test
  void runGoesOnAndTheEarlierCheckpointsStay() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no /bin/sh to limit the size of files with");
    assertThat(train(folder, 2).warnings()).isEmpty();
    byte[] earlier = Files.readAllBytes(folder.resolve("epoch-2.safetensors"));

    String output = ChildJvm.output(limited(ChildJvm.command(Child.class, folder.toString())));

    assertThat(output.lines())
        .containsSubsequence(
            "FINISHED after 4 epochs",
            "no checkpoint: cannot write %s: File too large; what was there before is unchanged; training goes on"
                .formatted(folder.resolve("epoch-3.safetensors")))
        .filteredOn(line -> line.startsWith("no checkpoint"))
        .hasSize(1);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("epoch-1.safetensors", "epoch-2.safetensors");
    assertThat(folder.resolve("epoch-2.safetensors")).hasBinaryContent(earlier);
  }

  private static List<String> limited(List<String> command) {
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of(SHELL.toString(), "-c", "ulimit -f %d; exec \"$@\"".formatted(BLOCKS)));
    limited.add("limited");
    limited.addAll(command);
    return limited;
  }

  private static Fit train(Path folder, int epochs) throws IOException {
    try (TinyTraining tiny = TinyTraining.twoStages()) {
      Feed feed = new Feed(Map.of(Task.ONLY, PICTURES), Map.of(Task.ONLY, PICTURES), 0);
      return tiny.everythingTrains(TinyTraining.plan(epochs, 1e-3))
          .fit(
              (phase, firstEpoch) -> feed,
              TrainingListener.SILENT,
              new CheckpointFiles(folder, Pace.atLeast(0), Map::of));
    }
  }

  /** Goes on from the checkpoints in a folder. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Fit fit = train(Path.of(arguments[0]), 4);
      System.out.println(fit.outcome() + " after " + fit.epochs().size() + " epochs");
      fit.warnings().forEach(System.out::println);
    }
  }
}
