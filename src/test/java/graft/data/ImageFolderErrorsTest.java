package graft.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderErrorsTest {

  private static final String REMEDY = "; put the pictures of each class into a folder of its own";

  @TempDir Path temporary;
  private Path photos;

  @BeforeEach
  void name() {
    photos = temporary.resolve("photos");
  }

  @Test
  void missingFolderSuggestsTheNearest() throws IOException {
    Files.createDirectories(photos);
    Files.createDirectories(temporary.resolve("plots"));

    refuses(
        temporary.resolve("Photo"),
        "data set %s does not exist; did you mean %s?"
            .formatted(temporary.resolve("Photo"), photos));
  }

  @Test
  void missingFolderWithoutANeighbour() {
    Path missing = temporary.resolve("a/b/photos");

    refuses(
        missing,
        "data set %s does not exist in %s; give a folder of class folders, or a zip of it"
            .formatted(missing, temporary));
  }

  @Test
  void fileThatIsNoZip() throws IOException {
    Path file = TinyPictures.write(temporary.resolve("labels.csv"), new byte[3]);

    refuses(
        file,
        "data set must be a folder or a zip, received %s; give the folder that holds the class folders"
            .formatted(file));
  }

  @Test
  void emptyFolder() throws IOException {
    Files.createDirectories(photos);

    refuses(
        photos,
        "data set needs at least 2 classes, received no file in %s/%s".formatted(photos, REMEDY));
  }

  @Test
  void picturesWithoutClassFolders() throws IOException {
    TinyPictures.fill(photos, 12, 0);

    refuses(
        photos,
        "data set needs at least 2 classes, received 12 files and no class folder in %s/%s"
            .formatted(photos, REMEDY));
  }

  @Test
  void oneClass() throws IOException {
    TinyPictures.fill(photos.resolve("roses"), 12, 0);

    refuses(
        photos,
        "data set needs at least 2 classes, received 1 ('roses') in %s/%s"
            .formatted(photos, REMEDY));
  }

  @Test
  void aClassWithFoldersInItIsProposed() throws IOException {
    TinyPictures.fill(photos.resolve("roses"), 1, 7);
    TinyPictures.fill(photos.resolve("roses/red"), 12, 10);
    TinyPictures.fill(photos.resolve("roses/white"), 12, 100);

    refuses(
        photos,
        "data set needs at least 2 classes, received 1 ('roses') in %s/; did you mean %s/roses?"
            .formatted(photos, photos));
  }

  @Test
  void oneClassWithReadablePictures() throws IOException {
    TinyPictures.fill(photos.resolve("roses"), 12, 0);
    Files.createDirectories(photos.resolve("tulips"));

    refuses(
        photos,
        "data set needs at least 2 classes with readable pictures, received 1 ('roses') in %s/; 1 class has no readable picture and is left out: tulips"
            .formatted(photos));
  }

  @Test
  void nothingReadable() throws IOException {
    TinyPictures.write(photos.resolve("roses/a.txt"), "x".getBytes(UTF_8));
    TinyPictures.write(photos.resolve("tulips/b.txt"), "x".getBytes(UTF_8));

    refuses(
        photos,
        "data set needs at least 2 classes with readable pictures, received none in %s/; 2 files are no pictures and are ignored (2 txt): roses/a.txt, tulips/b.txt"
            .formatted(photos));
  }

  @Test
  void zipThatWasCutOff() throws IOException {
    TinyPictures.fill(photos.resolve("roses"), 12, 0);
    Path zip = TinyPictures.zip(photos, temporary.resolve("photos.zip"));
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> ImageFolder.open(zip))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "zip %s cannot be read: it is not a zip, or was cut off; pack or download it again"
                .formatted(zip));
  }

  @Test
  void zipOfPicturesWithoutFolders() throws IOException {
    TinyPictures.fill(photos, 12, 0);
    Path zip = TinyPictures.zip(photos, temporary.resolve("photos.zip"));

    refuses(
        zip,
        "data set needs at least 2 classes, received 12 files and no class folder in %s%s"
            .formatted(zip, REMEDY));
  }

  @Test
  void messagesAreOneLine() {
    assertThatThrownBy(() -> ImageFolder.open(Path.of("no such thing")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotEndWith("."));
  }

  private static void refuses(Path path, String message) {
    assertThatThrownBy(() -> ImageFolder.open(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
