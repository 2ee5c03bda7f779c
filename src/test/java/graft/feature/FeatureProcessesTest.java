package graft.feature;

import static graft.feature.Rows.SPEC;
import static graft.feature.Rows.gives;
import static graft.feature.Rows.key;
import static graft.feature.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureProcessesTest {

  private static final int ROWS = 3000;

  @TempDir private Path folder;

  @Test
  void twoProcessesShareAFolder() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      processes.add(start(part));
    }

    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(output.strip()).isEqualTo("[]");
      assertThat(process.waitFor()).isZero();
    }
    FeatureShelf shelf = FeatureCache.in(folder, 0, 1 << 24).shelf(SPEC);
    for (int i = 0; i < ROWS; i++) {
      assertThat(gives(shelf, i)).isTrue();
    }
    assertThat(Rows.files(folder, FeatureFolder.UNFINISHED)).isEmpty();
  }

  private Process start(int part) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Works.class.getName(),
            folder.toString(),
            Integer.toString(part))
        .redirectErrorStream(true)
        .start();
  }

  /**
   * Works as two runs at once do: takes what is there, as the other process left it, and adds the
   * rest in small pieces, so that files appear and are merged all the time.
   */
  static final class Works {

    public static void main(String[] arguments) {
      FeatureCache cache = FeatureCache.in(Path.of(arguments[0]), 0, 1 << 24);
      for (int at = 0; at < ROWS; at += 30) {
        FeatureShelf shelf = cache.shelf(SPEC);
        int begin = Integer.parseInt(arguments[1]) == 0 ? at : ROWS - 30 - at;
        for (int i = begin; i < begin + 30; i++) {
          if (shelf.find(key(i)).isEmpty()) {
            shelf.put(key(i), row(i));
          } else if (!gives(shelf, i)) {
            throw new IllegalStateException("row %s is not what was put".formatted(i));
          }
        }
        shelf.flush();
      }
      System.out.println(cache.takeProblems());
    }
  }
}
