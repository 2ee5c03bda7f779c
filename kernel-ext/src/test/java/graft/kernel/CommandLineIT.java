package graft.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import graft.kernel.Venv.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the packaged jar, in the environment in which it is installed. */
class CommandLineIT {

  private static Path venv;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    venv = Venv.ready().folder();
  }

  @Test
  void doctorFindsAll() throws IOException, InterruptedException {
    Result result = graft("doctor", "--prefix", venv.toString());

    assertThat(result.text()).contains("engine PyTorch 2.7.1 loads").doesNotContain("MISSING");
    assertThat(result.status()).isZero();
  }

  @Test
  void doctorNamesWhatANotebookLacks() throws IOException, InterruptedException {
    Path notebook = notebook("%data photos/");

    Result result = graft("doctor", "--prefix", venv.toString(), "--notebook", notebook.toString());

    assertThat(result.text())
        .contains("MISSING  notebook names photos/, which is not in " + folder);
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void doctorWithoutAnInstallation() throws IOException, InterruptedException {
    Result result = graft("doctor", "--prefix", folder.toString());

    assertThat(result.text())
        .contains("MISSING  kernelspec")
        .contains("run \"java -jar graft.jar install\"");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void warmRunsANotebook() throws IOException, InterruptedException {
    Path notebook = notebook("%data sample:leaves,count=12");

    Result result = graft("warm", "--prefix", venv.toString(), notebook.toString());

    assertThat(result.text()).contains("warmed " + notebook);
    assertThat(result.status()).isZero();
  }

  @Test
  void warmNamesTheCellsError() throws IOException, InterruptedException {
    Path notebook = notebook("%finetune --epoch 3");

    Result result = graft("warm", "--prefix", venv.toString(), notebook.toString());

    assertThat(result.text())
        .contains("graft: notebook " + notebook + " failed: ")
        .contains("unknown option --epoch; did you mean --epochs?");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void unknownCommand() throws IOException, InterruptedException {
    Result result = graft("instal");

    assertThat(result.text())
        .contains("graft: command must be install, doctor or warm, received \"instal\"");
    assertThat(result.status()).isEqualTo(2);
  }

  private static Result graft(String... words) throws IOException, InterruptedException {
    return Venv.tryRun(Venv.java(words), Map.of());
  }

  private Path notebook(String code) throws IOException {
    String cell =
        """
        {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": null,
         "source": "%s"}"""
            .formatted(code);
    String text =
        "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
            .formatted(cell);
    return Files.writeString(folder.resolve("lesson.ipynb"), text);
  }
}
