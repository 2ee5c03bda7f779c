package graft.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookCheckTest {

  @TempDir private Path folder;

  @Test
  void namesWhatIsThereAndWhatIsNot() throws IOException {
    Files.createDirectory(folder.resolve("my photos"));
    Path notebook =
        notebook(
            "\"%data \\\"my photos\\\" --as photos\\n\", \"%pretrained graft-nano\"",
            "\"%finetune photos --epochs 5\"",
            "\"%finetune sample:leaves,count=60\"",
            "\"%pretrained resnet18.pth\"",
            "\"%finetune --epochs 5\\n\", \"%predict new/leaf.jpg\"");

    assertThat(NotebookCheck.examine(notebook))
        .containsExactly(
            Finding.found("notebook names my photos"),
            Finding.found("notebook names graft-nano"),
            Finding.found("notebook names sample:leaves,count=60"),
            Finding.missing("notebook names resnet18.pth, which is not in " + folder),
            Finding.missing("notebook names new/leaf.jpg, which is not in " + folder));
  }

  @Test
  void runsAreNamedByWhatTrainsThem() throws IOException {
    Path notebook =
        notebook(
            "\"%finetune sample:leaves --as frozen\"",
            "\"%compare frozen tuned --on other/\"", "\"%evaluate frozen\"");

    assertThat(NotebookCheck.examine(notebook))
        .containsExactly(
            Finding.found("notebook names sample:leaves"),
            Finding.missing("notebook names other/, which is not in " + folder),
            Finding.missing("notebook names tuned, which is not in " + folder));
  }

  @Test
  void noNotebook() throws IOException {
    Path notebook = folder.resolve("none.ipynb");

    assertThat(NotebookCheck.examine(notebook))
        .containsExactly(Finding.missing("notebook " + notebook));
  }

  private Path notebook(String... sources) throws IOException {
    StringBuilder cells = new StringBuilder();
    for (String source : sources) {
      cells.append(cells.isEmpty() ? "" : ",");
      cells.append("{\"cell_type\": \"code\", \"source\": [").append(source).append("]}");
    }
    return Files.writeString(folder.resolve("n.ipynb"), "{\"cells\": [" + cells + "]}");
  }
}
