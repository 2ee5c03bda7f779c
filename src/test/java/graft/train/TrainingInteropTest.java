package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs make_parity.py again: the stored losses are what PyTorch says. */
@Tag("interop")
class TrainingInteropTest {

  private static final Path SCRIPT =
      Path.of("test", "resources", "graft", "train", "make_parity.py");
  private static final double SHARE = 1e-4;

  @TempDir private Path folder;

  @Test
  void torchStillLosesWhatIsStored() throws Exception {
    List<ParityCase> stored = ParityCase.all();

    runScript();

    List<ParityCase> now = ParityCase.all(Files.readString(folder.resolve("parity.json")));
    assertThat(now).hasSameSizeAs(stored);
    for (int i = 0; i < stored.size(); i++) {
      assertThat(now.get(i).settings()).isEqualTo(stored.get(i).settings());
      assertClose(now.get(i).training(), stored.get(i).training());
      assertClose(now.get(i).validation(), stored.get(i).validation());
    }
  }

  private void runScript() throws Exception {
    String python = System.getProperty("graft.interop.python");
    Process process =
        new ProcessBuilder(python, SCRIPT.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static void assertClose(List<Double> actual, List<Double> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), within(SHARE * expected.get(i)));
    }
  }
}
