package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

  private static final String SECRET = "somebodys-home";

  @TempDir Path folder;

  @Test
  void recordsHoldNoAbsolutePath() throws IOException {
    Path notebooks = Files.createDirectories(folder.resolve(SECRET).resolve("notebooks"));
    Path photos = folder.resolve(SECRET).resolve("photos");
    Lesson.pictures(photos, 6, "lake", "meadow");
    try (Lesson lesson = new Lesson(notebooks)) {
      lesson.cells("%finetune " + photos.toAbsolutePath() + " --epochs 1", "%evaluate --on test");
    }

    Path home = notebooks.resolve(".graft");
    assertThat(Files.readString(home.resolve("runs/1/run.json")))
        .contains("\"data\" : \"../photos\"")
        .doesNotContain(SECRET)
        .doesNotContain(System.getProperty("user.home") + "/");
    for (Path file : files(home)) {
      assertThat(file.toString()).as("name").doesNotContain("photos");
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(SECRET);
    }
    try (Lesson lesson = new Lesson(notebooks)) {
      lesson.cells("%pretrained run:last", "%evaluate");
      assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen) · photos (val 2)");
    }
  }

  @Test
  void theFolderKeepsItselfOutOfGit() throws IOException {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");
    }

    assertThat(folder.resolve(".graft/.gitignore")).hasContent("*");
    try (var run = Files.list(folder.resolve(".graft/runs/1"))) {
      assertThat(run.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("best.safetensors", "last.safetensors", "run.json");
    }
  }

  private static List<Path> files(Path home) throws IOException {
    try (var files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
