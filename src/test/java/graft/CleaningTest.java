package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.tiny.ChildJvm;
import graft.train.TrainingHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleaningTest {

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void open() {
    Graft.workspace(Workspace.beside(folder));
    home = Graft.workspace().home();
  }

  @Test
  void nothingToRemove() {
    assertThat(Graft.clean(5)).isEmpty();
  }

  /** What a process decodes into is its own until it is killed. */
  @Test
  void killedDecodeLeavesNothingAndALivingOneIsLeftAlone() throws Exception {
    Process decoding =
        new ProcessBuilder(ChildJvm.command(Decoding.class, folder.toString()))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = decoding.inputReader()) {
      assertThat(output.readLine()).isEqualTo(Decoding.BEGUN);
      List<Path> written = written();
      assertThat(written).isNotEmpty();

      assertThat(Graft.clean(5)).isEmpty();
      assertThat(written()).isEqualTo(written);
    } finally {
      decoding.destroyForcibly().waitFor();
    }

    assertThat(Graft.clean(5))
        .singleElement()
        .asString()
        .startsWith("removed files that killed processes were writing: 1 (");
    assertThat(written()).isEmpty();
  }

  @Test
  void leftoversOfEveryKindGo() throws IOException {
    List<Path> old =
        List.of(
            left(".graft-1.tmp"),
            left("cache/pixels-123.tmp"),
            left("cache/features/features-1.tmp"),
            left("runs/.graft-1.tmp"),
            left("unfinished/0123456789abcdef/.graft-1.tmp"));
    Path own = left("cache/my-notes.tmp");
    for (Path file : old) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }
    Path fresh = left("cache/pixels-of-another-machine.tmp");

    List<String> words = Graft.clean(5);

    assertThat(words)
        .contains("removed files that killed processes were writing: 4 (0.0 MB)")
        .contains("removed the checkpoints of cut-off runs: 1");
    assertThat(old).noneMatch(Files::exists);
    assertThat(own).exists();
    assertThat(fresh).exists();
  }

  @Test
  void scratchBaselinesGo() throws IOException {
    left("baselines/0123456789abcdef/baseline.json");
    left("baselines/fedcba9876543210/run-00000000-17-1700000000-0a1b2c3d/notes.txt");

    assertThat(Graft.clean(5)).containsExactly("removed scratch baselines: 1");
    assertThat(home.resolve("baselines/0123456789abcdef")).doesNotExist();
    assertThat(home.resolve("baselines/fedcba9876543210")).exists();
  }

  private Path left(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "left");
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("cache"))) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }

  /** Decodes pictures and does not come to an end. */
  static final class Decoding {

    static final String BEGUN = "decoding";

    private Decoding() {}

    public static void main(String[] arguments) {
      Graft.workspace(Workspace.beside(Path.of(arguments[0])));
      RunListener waiting =
          new RunListener() {
            @Override
            public void preparing(TrainingHistory history, String what, int done, int total) {
              if (done > 0) {
                System.out.println(BEGUN);
                LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1)); // until it is killed
              }
            }
          };
      try (TransferModel model = Graft.pretrained("graft-nano")) {
        Graft.fineTune(model, Graft.data("sample:leaves,classes=2,count=40,size=64"))
            .listener(waiting)
            .run();
      }
    }
  }
}
