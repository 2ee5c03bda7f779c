package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.eval.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictingTest {

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void train() throws IOException {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    Files.createDirectories(folder.resolve("new"));
    Lesson.picture(folder.resolve("new/a.png"), 0, 9);
    Lesson.picture(folder.resolve("new/b.png"), 1, 9);
    lesson = new Lesson(folder);
    lesson.run("%finetune photos --epochs 20");
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  private Predictions predictions(String line) {
    return (Predictions) Lesson.result(lesson.run(line));
  }

  private static List<String> ids(Predictions predictions) {
    return predictions.items().stream().map(item -> item.example().id()).toList();
  }

  private static List<String> labels(Predictions predictions) {
    return predictions.items().stream().map(Predictions.Item::label).toList();
  }

  @Test
  void aFileAFolderAndAZipSayTheSame() throws IOException {
    Path zip = folder.resolve("new.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("a.png", "b.png")) {
        out.putNextEntry(new ZipEntry(name));
        Files.copy(folder.resolve("new").resolve(name), out);
      }
    }

    Predictions file = predictions("%predict new/a.png");
    assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen) · new/a.png");
    Predictions all = predictions("%predict new/");

    assertThat(ids(file)).containsExactly("new/a.png");
    assertThat(ids(all)).containsExactly("a.png", "b.png");
    assertThat(labels(all)).containsExactly("lake", "meadow");
    assertThat(all.items().get(0).probabilities())
        .hasSize(2)
        .satisfies(row -> assertThat(row.get(0) + row.get(1)).isBetween(0.9999, 1.0001));
    assertThat(predictions("%predict new.zip").items())
        .extracting(Predictions.Item::probabilities)
        .isEqualTo(all.items().stream().map(Predictions.Item::probabilities).toList());
  }

  @Test
  void picturesOfTheSameNameAreToldApart() throws IOException {
    Files.createDirectories(folder.resolve("old"));
    Lesson.picture(folder.resolve("old/a.png"), 1, 8);

    Predictions both = predictions("%predict new old photos/lake/0.png");

    assertThat(ids(both))
        .containsExactly("new/a.png", "new/b.png", "old/a.png", "photos/lake/0.png");
    assertThat(labels(both)).containsExactly("lake", "meadow", "meadow", "lake");
  }

  @Test
  void aBrokenFileAmongGoodOnesIsNamed() throws IOException {
    byte[] png = Files.readAllBytes(folder.resolve("new/a.png"));
    Files.write(folder.resolve("new/cut.png"), Arrays.copyOf(png, png.length / 2));
    Files.writeString(folder.resolve("new/text.jpg"), "not a picture");

    Predictions predictions = predictions("%predict new");

    assertThat(ids(predictions)).containsExactly("a.png", "b.png");
    assertThat(predictions.problems())
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("cut.png cannot be read: "))
        .anyMatch(problem -> problem.startsWith("text.jpg is not a readable picture: "));
    assertThat(lesson.output()).contains("Not read").contains("text.jpg");
  }

  @Test
  void outWritesTheTable() throws IOException {
    predictions("%predict new --out guess.csv");

    List<String> lines = Files.readAllLines(folder.resolve("guess.csv"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("label").contains("probability");
    assertThat(lines.get(1)).startsWith("a.png,lake,0.");
    assertThat(lesson.lastOutput()).isEqualTo("2 predictions written to guess.csv");
  }

  @Test
  void stoppingSaysHowManyWerePredicted() throws IOException {
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(() -> true);

    Predictions predictions = (Predictions) Lesson.result(lesson.runOn("%predict new"));

    assertThat(predictions.items()).isEmpty();
    assertThat(predictions.problems()).containsExactly("stopped after 0 of 2 inputs");
  }
}
