package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {

  @TempDir Path temporary;
  private Path photos;

  @BeforeEach
  void name() {
    photos = temporary.resolve("photos");
  }

  private void twoClasses() throws IOException {
    TinyPictures.fill(photos.resolve("roses"), 20, 0);
    TinyPictures.fill(photos.resolve("tulips"), 40, 100);
  }

  @Test
  void classFoldersAreSplit() throws IOException {
    twoClasses();

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.name()).isEqualTo("photos");
    assertThat(data.classes()).containsExactly("roses", "tulips");
    assertThat(data.examples()).hasSize(60).extracting(Example::id).isSorted();
    assertThat(data.counts(Part.TRAIN)).containsExactly(14, 28);
    assertThat(data.counts(Part.VALIDATION)).containsExactly(3, 6);
    assertThat(data.counts(Part.TEST)).containsExactly(3, 6);
    assertThat(data.split().origin()).isEqualTo("70/15/15, seed 42");
    assertThat(data.split().sealed()).isTrue();
    assertThat(data.problems()).isEmpty();
  }

  @Test
  void examplesAreReadWhenTheyAreNeeded() throws IOException {
    twoClasses();
    byte[] file = TinyPictures.png(0);

    Example example = ImageFolder.open(photos).examples().get(0);

    assertThat(example.id()).isEqualTo("roses/0.png");
    assertThat(example.contentHash()).isEqualTo(Sha256.of(file));
    assertThat(example.target()).isEqualTo(new Target.OneClass(0));
    Source.Picture picture = (Source.Picture) example.source();
    assertThat(picture.name()).isEqualTo("roses/0.png");
    assertThat(picture.reader().read().rgb()).isEqualTo(ImageDecoder.decode(file).rgb());
  }

  @Test
  void movingTheFolderChangesNothing() throws IOException {
    twoClasses();
    LabeledDataset before = ImageFolder.open(photos);
    Path moved = Files.createDirectories(temporary.resolve("else where")).resolve("bilder");
    Files.move(photos, moved);

    LabeledDataset after = ImageFolder.open(moved);

    assertThat(after.hash()).isEqualTo(before.hash());
    assertThat(after.split()).isEqualTo(before.split());
    assertThat(after.contentHash(Part.TEST)).isEqualTo(before.contentHash(Part.TEST));
    assertThat(after.contentHash(Part.TEST)).isNotEqualTo(after.contentHash(Part.VALIDATION));
  }

  @Test
  void everyChangeOfTheDataChangesTheHash() throws IOException {
    twoClasses();
    String before = ImageFolder.open(photos).hash();

    Files.move(photos.resolve("roses/0.png"), photos.resolve("roses/x.png"));
    String renamed = ImageFolder.open(photos).hash();
    Files.write(photos.resolve("roses/x.png"), TinyPictures.png(77));
    String changed = ImageFolder.open(photos).hash();

    assertThat(List.of(before, renamed, changed)).doesNotHaveDuplicates();
  }

  @Test
  void picturesMayLieDeeperThanTheirClass() throws IOException {
    twoClasses();
    TinyPictures.write(photos.resolve("roses/2020/june/a.png"), TinyPictures.png(900));

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.classes()).containsExactly("roses", "tulips");
    assertThat(data.examples()).extracting(Example::id).contains("roses/2020/june/a.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"val", "valid", "Validation", "VAL"})
  void readyMadePartsAreUsedAsTheyAre(String validation) throws IOException {
    for (String label : List.of("roses", "tulips")) {
      TinyPictures.fill(photos.resolve("Train").resolve(label), 12, label.hashCode());
      TinyPictures.fill(photos.resolve(validation).resolve(label), 10, label.hashCode() + 100);
      TinyPictures.fill(photos.resolve("test").resolve(label), 11, label.hashCode() + 200);
    }

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.counts(Part.TRAIN)).containsExactly(12, 12);
    assertThat(data.counts(Part.VALIDATION)).containsExactly(10, 10);
    assertThat(data.counts(Part.TEST)).containsExactly(11, 11);
    assertThat(data.split().origin()).isEqualTo("ready-made");
    assertThat(data.split().sealed()).isFalse();
    assertThat(data.examples()).extracting(Example::id).contains("Train/roses/0.png");
    assertThat(data.problems()).isEmpty();
  }

  @Test
  void readyMadePartsWithoutTestHaveNone() throws IOException {
    for (String label : List.of("roses", "tulips")) {
      TinyPictures.fill(photos.resolve("train").resolve(label), 12, label.hashCode());
      TinyPictures.fill(photos.resolve("val").resolve(label), 10, label.hashCode() + 100);
    }

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.part(Part.TEST)).isEmpty();
    assertThat(data.problems()).isEmpty();
  }

  @Test
  void trainAndTestGiveAValidationPart() throws IOException {
    for (String label : List.of("roses", "tulips")) {
      TinyPictures.fill(photos.resolve("train").resolve(label), 20, label.hashCode());
      TinyPictures.fill(photos.resolve("test").resolve(label), 10, label.hashCode() + 100);
    }

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.counts(Part.TRAIN)).containsExactly(17, 17);
    assertThat(data.counts(Part.VALIDATION)).containsExactly(3, 3);
    assertThat(data.part(Part.TEST)).extracting(Example::id).allMatch(id -> id.startsWith("test/"));
    assertThat(data.split().origin()).isEqualTo("ready-made, val 15 % of train, seed 42");
  }

  @Test
  void twoValidationFoldersAreRefused() throws IOException {
    for (String part : List.of("train", "val", "valid")) {
      TinyPictures.fill(photos.resolve(part).resolve("roses"), 2, part.hashCode());
      TinyPictures.fill(photos.resolve(part).resolve("tulips"), 2, part.hashCode() + 10);
    }

    assertThatThrownBy(() -> ImageFolder.open(photos))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "folders 'train', 'val', 'valid' in %1$s/ hold the same class folders; say which are parts, for example %%data %1$s/ --train train --val val, or %%data %1$s/ --split 70/15/15 where they are the classes"
                .formatted(photos));
  }

  @Test
  void aZipHoldsTheSameDataSet() throws IOException {
    twoClasses();
    LabeledDataset folder = ImageFolder.open(photos);
    Path plain = TinyPictures.zip(photos, temporary.resolve("flowers.ZIP"));

    LabeledDataset zip = ImageFolder.open(plain);

    assertThat(zip.name()).isEqualTo("flowers");
    assertThat(zip.hash()).isEqualTo(folder.hash());
    assertThat(zip.split()).isEqualTo(folder.split());
    Source.Picture picture = (Source.Picture) zip.examples().get(0).source();
    assertThat(picture.reader().read().rgb())
        .isEqualTo(ImageDecoder.decode(TinyPictures.png(0)).rgb());
  }

  @Test
  void aZipWithAFolderAroundEverythingHoldsTheSameDataSet() throws IOException {
    twoClasses();
    Path outer = Files.createDirectories(temporary.resolve("outer"));
    Files.move(photos, outer.resolve("my photos"));
    Path zip = TinyPictures.zip(outer, temporary.resolve("flowers.zip"));

    assertThat(ImageFolder.open(zip).hash())
        .isEqualTo(ImageFolder.open(outer.resolve("my photos")).hash());
  }

  @Test
  void leftoversOfProgramsAreNoData() throws IOException {
    twoClasses();
    for (String junk :
        List.of(
            ".DS_Store", "Thumbs.db", ".ipynb_checkpoints/a.png", ".graft/runs/1", "__MACOSX/x")) {
      TinyPictures.write(photos.resolve(junk), new byte[10]);
      TinyPictures.write(photos.resolve("roses").resolve(junk), new byte[10]);
    }

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.examples()).hasSize(60);
    assertThat(data.problems())
        .extracting(DataProblem::message)
        .containsExactly(
            "10 hidden files and leftovers of systems are left out: .DS_Store (2), .graft (2), .ipynb_checkpoints (2), Thumbs.db (2), __MACOSX (2)");
  }

  @Test
  void strangeNamesAreKept() throws Exception {
    twoClasses();
    List<String> names =
        List.of(
            "with space.png",
            "ünïcode 花.png",
            "<script>alert(1)<script>.png",
            "it's \"quoted\" & 100%.png",
            "x".repeat(196) + ".png");
    for (String name : names) {
      TinyPictures.write(named("rosé <b>/" + name), TinyPictures.png(name.length()));
    }

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.classes()).containsExactly("roses", "rosé <b>", "tulips");
    assertThat(data.examples())
        .extracting(Example::id)
        .containsAll(names.stream().map(name -> "rosé <b>/" + name).toList());
    for (Example example : data.examples()) {
      assertThat(((Source.Picture) example.source()).reader().read().width()).isEqualTo(12);
    }
  }

  /** Names a file in UTF-8, also where the locale's encoding is another. */
  private Path named(String name) throws URISyntaxException {
    String path = new URI(null, null, photos.toUri().getPath() + "/" + name, null).toASCIIString();
    return Path.of(URI.create("file://" + path)); // with fewer slashes the locale comes in again
  }

  @Test
  void linksAreFollowedButNotInCircles() throws IOException {
    twoClasses();
    TinyPictures.fill(temporary.resolve("elsewhere"), 12, 500);
    Files.createSymbolicLink(photos.resolve("daisies"), temporary.resolve("elsewhere"));
    Files.createSymbolicLink(photos.resolve("roses/circle"), photos.resolve("roses"));
    Files.createSymbolicLink(photos.resolve("roses/out"), temporary);
    Files.createSymbolicLink(photos.resolve("roses/gone.png"), temporary.resolve("gone"));

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.counts(Part.TRAIN)).containsExactly(8, 14, 28);
    assertThat(data.examples()).hasSize(72);
    assertThat(data.problems())
        .extracting(DataProblem::message)
        .containsExactly(
            "1 file is not a readable picture and is skipped: roses/gone.png (does not exist)");
  }

  @Test
  void aLinkToTheFolderIsTheFolder() throws IOException {
    twoClasses();
    Path link = Files.createSymbolicLink(temporary.resolve("link"), photos);

    assertThat(ImageFolder.open(link).hash()).isEqualTo(ImageFolder.open(photos).hash());
    assertThat(ImageFolder.open(link).name()).isEqualTo("link");
  }

  @Test
  void progressCountsToTheEnd() throws IOException {
    twoClasses();
    List<String> heard = new ArrayList<>();
    Progress progress = (done, total, what) -> heard.add(done + " of " + total + " " + what);

    ImageFolder.open(photos, Division.automatic(), new Watch(progress, () -> false));

    assertThat(heard).last().isEqualTo("60 of 60 files read");
  }

  @Test
  void aStopEndsTheReading() throws IOException {
    for (String label : List.of("roses", "tulips")) {
      TinyPictures.fill(photos.resolve(label), 20, label.hashCode());
    }
    IntStream.range(0, 400)
        .forEach(i -> TinyPictures.sparse(photos.resolve("roses/big" + i), 4 << 20));
    Watch watch = new Watch(Progress.none(), () -> true);

    assertThatThrownBy(() -> ImageFolder.open(photos, Division.automatic(), watch))
        .isInstanceOf(CancellationException.class)
        .hasMessageMatching("stopped after \\d+ of 440 files read");
  }

  @Test
  void anInterruptEndsTheReadingAndIsKept() throws IOException {
    for (String label : List.of("roses", "tulips")) {
      TinyPictures.fill(photos.resolve(label), 20, label.hashCode());
    }
    IntStream.range(0, 400)
        .forEach(i -> TinyPictures.sparse(photos.resolve("roses/big" + i), 4 << 20));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> ImageFolder.open(photos)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
