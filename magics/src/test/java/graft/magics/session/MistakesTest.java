package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.GraftException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is answered with one sentence, and the session stays as it was. */
class MistakesTest {

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void train() throws IOException {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    lesson = new Lesson(folder);
    lesson.cells("%data photos", "%finetune --epochs 1");
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  private String sentence(String line) {
    Throwable error = catchThrowable(() -> lesson.run(line));

    assertThat(error)
        .isInstanceOfAny(
            IllegalArgumentException.class, IllegalStateException.class, GraftException.class);
    assertThat(error.getMessage()).doesNotContain("\n").doesNotEndWith(".");
    assertThat(lesson.run("%evaluate")).isNotNull();
    assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen) · photos (val 2)");
    return error.getMessage().replace(folder.toString(), "FOLDER");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%finetune --epoch 3 | unknown option --epoch; did you mean --epochs?",
        "%finetune --epochs 0 | --epochs must be >= 1, received 0",
        "%finetune --batch 0 | --batch must be >= 1, received 0",
        "%finetune --lr -1 | --lr must be > 0, received -1",
        "%evaluate --foo | unknown option --foo; %evaluate takes --on val|test|DATA, --baseline",
        "%finetune --every 2 | --every goes with --recipe gradual; add that or leave --every out",
        "%finetune --recipe two-step --epochs 1 | recipe two-step needs at least 2 epochs, received --epochs 1; use --recipe current for one",
        "%freeze layer4 | unexpected word layer4; %freeze takes",
        "%pretrained graft-nona | unknown model 'graft-nona'; there is graft-nano",
        "%graft ues tuned | unknown word ues; did you mean %graft use?",
        "%graft set sed 7 | unknown setting sed; did you mean seed?",
        "%graft set seed abc | setting seed takes N, received abc; write a whole number",
        "%data fotos | data set FOLDER/fotos does not exist; did you mean FOLDER/photos?",
        "%predict new.jpg | new.jpg does not exist in FOLDER; give a picture, a folder of pictures or a zip of them",
        "%predict photos --out none/x.csv | --out needs a folder that exists, received none/x.csv; make the folder first",
        "%finetune --layer-decay 0.5 | --layer-decay 0.5 sets the rates of stages, and only the head trains; give one --lr, or let stages train with %unfreeze or --recipe",
        "%finetune --recipe head --lr 1e-5..1e-3 | --lr 1e-5..0.001 sets the rates of stages, and only the head trains; give one --lr, or let stages train with %unfreeze or --recipe",
        "%finetune --recipe gradual --every 5 --epochs 6 | --every 5 opens no stage within 6 epochs; give at least --epochs 10, or a smaller --every",
        "%unfreeze --bn train | --bn train is about frozen stages, and this leaves none frozen; leave it out, or freeze some",
        "%pretrained run:1 --weights none | --weights none goes with the name of a backbone (graft-nano), received run:1; leave it out",
        "%data photos --test lake | --val and --test go with --train, which names the folder that is trained on; add that",
        "%data photos --train rivers | --train must name a folder in FOLDER/photos/, received rivers; there are 'lake', 'meadow'",
        "%data sample:leaves --train oak | --train names a folder, and sample:leaves has none, received oak; leave it out",
        "%data photos --split 70/15/15 --train lake | --split and --train exclude each other",
        "%evaluate --on train | data set FOLDER/train does not exist in FOLDER; give a folder of class folders, or a zip of it",
      })
  void aMistakeIsAnsweredWithOneSentence(String line, String expected) {
    assertThat(sentence(line)).startsWith(expected);
  }

  @Test
  void aFolderWithoutAnyClassIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertThat(sentence("%data empty")).contains("FOLDER/empty");
  }

  @Test
  void oneClassIsNotEnough() throws IOException {
    Lesson.pictures(folder.resolve("one"), 6, "lake");

    assertThat(sentence("%data one")).contains("FOLDER/one").contains("lake");
  }

  @Test
  void anEmptyClassIsReportedAndLeftOut() throws IOException {
    Lesson.pictures(folder.resolve("some"), 6, "lake", "meadow");
    Files.createDirectories(folder.resolve("some/moor"));

    lesson.run("%data some");

    assertThat(lesson.firstLine()).isEqualTo("some (train 8, val 2, test 2 sealed)");
    assertThat(lesson.output()).contains("Problems").contains("moor");
    assertThat(Results.data().classes()).containsExactly("lake", "meadow");
  }

  @Test
  void aTextFileCalledJpgIsReportedAndLeftOut() throws IOException {
    Files.writeString(folder.resolve("photos/lake/fake.jpg"), "not a picture");

    lesson.run("%data photos");

    assertThat(lesson.firstLine()).isEqualTo("photos (train 8, val 2, test 2 sealed)");
    assertThat(lesson.output()).contains("lake/fake.jpg");
    assertThat(sentence("%predict photos/lake/fake.jpg"))
        .startsWith("no input can be read: photos/lake/fake.jpg is not a readable picture: ");
  }

  @Test
  void aFolderWithoutPermissionIsNamed() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system knows no permissions");
    Path closed = Lesson.pictures(folder.resolve("closed"), 6, "lake", "meadow");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(closed), "this user may read everything");

      assertThat(sentence("%data closed"))
          .isEqualTo(
              "folder FOLDER/closed/ cannot be read: no permission; "
                  + "allow this user to read and enter it");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aPathWithSpacesWantsQuotes() throws IOException {
    Lesson.pictures(folder.resolve("my best photos"), 6, "lake", "meadow");

    assertThat(sentence("%data my best photos --seed 7"))
        .isEqualTo(
            "path was split at a space; write it in quotes: "
                + "%data \"my best photos\" --seed 7");
    lesson.run("%data \"my best photos\" --seed 7");
    assertThat(lesson.firstLine()).startsWith("my best photos (train");
    lesson.run("%data 'my best photos'");
    assertThat(lesson.firstLine()).startsWith("my best photos (train");
  }

  @Test
  void aBrokenZipIsNamed() throws IOException {
    Files.write(folder.resolve("broken.zip"), "PK no zip".getBytes(StandardCharsets.UTF_8));

    assertThat(sentence("%data broken.zip")).contains("broken.zip");
    assertThat(sentence("%predict broken.zip")).contains("broken.zip");
  }

  @Test
  void aPictureForEachClassIsTooFewToTrain() throws IOException {
    Lesson.pictures(folder.resolve("few"), 1, "lake", "meadow");

    assertThatThrownBy(() -> lesson.run("%finetune few --epochs 1"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "training needs at least one val example, received few (train 2); "
                + "add pictures or change --split");
    assertThat(Results.model().run()).isEqualTo(1);
  }

  @Test
  void aGpuThatIsNotThereIsNamed() {
    assumeFalse(Files.exists(Path.of("/dev/nvidia0")), "this machine has a GPU");

    assertThat(sentence("%finetune --device gpu0 --epochs 1"))
        .isEqualTo("device gpu0 is not there: PyTorch sees no CUDA device; use --device cpu");
  }

  @Test
  void aLossThatExplodesSaysWhatToTry() {
    assertThat(sentence("%finetune --lr 1e30 --epochs 5")).contains("try a smaller --lr");
  }
}
