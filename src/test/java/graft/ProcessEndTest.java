package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.LabeledDataset;
import graft.tiny.ChildJvm;
import graft.train.FineTuneOptions.Recipe;
import graft.train.TrainingHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends a process that trains as a notebook's server ends a kernel. Torch frees its compiled code
 * then, and a step that still runs died in it, in two of twelve tries.
 */
class ProcessEndTest {

  private static final int TRIES = 4;
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @Test
  void aProcessThatTrainsEndsWithoutACrash() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < TRIES; i++) {
      List<String> command =
          new ArrayList<>(ChildJvm.command(Training.class, folder.resolve("home" + i).toString()));
      command.add(1, "-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader output = process.inputReader();
      String line = output.readLine();
      while (line != null && !line.equals(Training.BEGUN)) {
        line = output.readLine();
      }
      assertThat(line).isEqualTo(Training.BEGUN);
      Thread.sleep(random.nextInt(1000));

      process.destroy(); // the signal TERM

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
      assertThat(folder.toFile().list((dir, name) -> name.startsWith("crash"))).isEmpty();
    }
  }

  /** Trains all layers in steps that take long. */
  static final class Training {

    static final String BEGUN = "training";

    private Training() {}

    public static void main(String[] arguments) {
      Graft.workspace(Workspace.beside(Path.of(arguments[0])));
      try (TransferModel model = Graft.pretrained("graft-nano")) {
        LabeledDataset data = Graft.data("sample:leaves,classes=3,count=30,size=96");
        Graft.fineTune(model, data)
            .recipe(Recipe.FULL)
            .batch(63)
            .epochs(1000)
            .listener(
                new RunListener() {
                  @Override
                  public void batchEnded(TrainingHistory history, BatchProgress progress) {
                    System.out.println(BEGUN);
                  }
                })
            .run();
      }
    }
  }
}
