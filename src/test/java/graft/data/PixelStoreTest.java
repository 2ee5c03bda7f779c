package graft.data;

import static graft.data.CountedPictures.SIZE;
import static graft.data.CountedPictures.dataset;
import static graft.data.CountedPictures.firstPixels;
import static graft.data.CountedPictures.load;
import static graft.data.CountedPictures.picture;
import static graft.data.CountedPictures.preprocessing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelStoreTest {

  @TempDir Path temporary;
  private final CountedPictures pictures = new CountedPictures();

  @Test
  void picturesComeScaledAndCropped() {
    try (PixelStore store = load(pictures.data(0, 10), PixelCache.in(temporary))) {
      for (int i = 0; i < 10; i++) {
        RgbImage picture = store.get("id" + i);

        assertThat(picture.width()).isEqualTo(SIZE);
        assertThat(picture.height()).isEqualTo(SIZE);
        assertThat(picture.rgb()).isEqualTo(preprocessing(SIZE, 0).shape(picture(i)).rgb());
      }
      assertThat(store.problems()).isEmpty();
      assertThat(store.unreadable()).isEmpty();
      assertThat(store.notice()).isEmpty();
    }
  }

  @Test
  void secondLoadDecodesNothing() {
    byte[] first = firstPixels(pictures.data(0, 30), PixelCache.in(temporary));

    byte[] second = firstPixels(pictures.data(0, 30), PixelCache.in(temporary));

    assertThat(pictures.decoded).hasValue(30);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void oneMorePictureDecodesOnlyThatOne() {
    load(pictures.data(0, 30), PixelCache.in(temporary)).close();

    try (PixelStore store = load(pictures.data(0, 31), PixelCache.in(temporary))) {
      assertThat(pictures.decoded).hasValue(31);
      assertThat(store.get("id3").rgb()).isEqualTo(preprocessing(SIZE, 0).shape(picture(3)).rgb());
    }
    load(pictures.data(5, 20), PixelCache.in(temporary)).close();
    assertThat(pictures.decoded).hasValue(31);
  }

  @Test
  void renamedPicturesAreNotDecodedAgain() {
    load(pictures.data(0, 5), PixelCache.in(temporary)).close();
    List<Example> renamed =
        pictures.data(0, 5).examples().stream()
            .map(e -> new Example("new " + e.id(), e.contentHash(), e.source(), e.target()))
            .toList();

    try (PixelStore store = load(dataset(renamed), PixelCache.in(temporary))) {
      assertThat(store.get("new id2").rgb())
          .isEqualTo(preprocessing(SIZE, 0).shape(picture(2)).rgb());
    }
    assertThat(pictures.decoded).hasValue(5);
  }

  @Test
  void copiesAreDecodedOnce() {
    List<Example> examples = new ArrayList<>(pictures.data(0, 3).examples());
    examples.add(pictures.example("copy", 1));

    try (PixelStore store = load(dataset(examples), PixelCache.in(temporary))) {
      assertThat(store.get("copy").rgb()).isEqualTo(store.get("id1").rgb());
    }
    assertThat(pictures.decoded).hasValue(3);
  }

  @Test
  void anotherSizeIsAnotherFileAndAnotherMeanIsNot() {
    PixelCache cache = PixelCache.in(temporary);
    load(pictures.data(0, 5), cache).close();

    PixelStore.load(pictures.data(0, 5), preprocessing(8, 0), cache, Watch.none()).close();
    PixelStore.load(pictures.data(0, 5), preprocessing(SIZE, 0.5), cache, Watch.none()).close();

    assertThat(pictures.decoded).hasValue(10);
    assertThat(CountedPictures.files(temporary, ".bin")).hasSize(2);
  }

  @Test
  void withoutAFolderNothingStays() {
    byte[] pixels = firstPixels(pictures.data(0, 5), PixelCache.none());

    assertThat(pixels).isEqualTo(preprocessing(SIZE, 0).shape(picture(0)).rgb());
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void nothingUnfinishedStaysInTheFolder() {
    load(pictures.data(0, 5), PixelCache.in(temporary)).close();
    load(pictures.data(0, 6), PixelCache.in(temporary)).close();

    assertThat(CountedPictures.files(temporary, ""))
        .allMatch(file -> file.toString().endsWith(".bin"))
        .hasSize(2);
  }

  @Test
  void noExampleIsNoError() {
    try (PixelStore store = load(dataset(List.of()), PixelCache.in(temporary))) {
      assertThat(store.problems()).isEmpty();
    }
  }

  @Test
  void unknownExamplesAreRefused() {
    try (PixelStore store = load(pictures.data(0, 1), PixelCache.none())) {
      assertThatThrownBy(() -> store.get("id9")).hasMessage("pixel store has no example id9");
    }
  }

  @Test
  void progressCountsToTheEnd() {
    List<String> heard = new ArrayList<>();
    Progress progress = (done, total, what) -> heard.add(done + " of " + total + " " + what);

    PixelStore.load(
            pictures.data(0, 5),
            preprocessing(SIZE, 0),
            PixelCache.none(),
            new Watch(progress, () -> false))
        .close();

    assertThat(heard).last().isEqualTo("5 of 5 pictures decoded");
  }

  @Test
  void leastRecentlyUsedFilesGoFirst() throws IOException {
    long bytes = PixelFormat.of(preprocessing(SIZE, 0)).fileBytes(10);
    PixelCache cache = new PixelCache(temporary, 2 * bytes);
    load(pictures.data(0, 10), cache).close();
    Path first = CountedPictures.files(temporary, ".bin").get(0);
    load(pictures.data(100, 10), cache).close();
    for (Path file : CountedPictures.files(temporary, ".bin")) {
      boolean isFirst = file.equals(first);
      Files.setLastModifiedTime(file, FileTime.fromMillis(isFirst ? 1_000_000 : 2_000_000));
    }
    load(pictures.data(0, 10), cache).close();

    load(pictures.data(200, 10), cache).close();

    assertThat(pictures.decoded).hasValue(30);
    assertThat(CountedPictures.files(temporary, ".bin")).hasSize(2).contains(first);
  }

  @Test
  void theFileInUseIsNeverRemoved() {
    PixelCache cache = new PixelCache(temporary, 1);
    load(pictures.data(0, 10), cache).close();

    load(pictures.data(0, 10), cache).close();

    assertThat(pictures.decoded).hasValue(10);
    assertThat(CountedPictures.files(temporary, ".bin")).hasSize(1);
  }

  @Test
  void abandonedFilesAreRemoved() throws IOException {
    Path old = Files.createFile(temporary.resolve("pixels-123.tmp"));
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));
    Path young = Files.createFile(temporary.resolve("pixels-124.tmp"));
    Path foreign = Files.createFile(temporary.resolve("notes.tmp"));
    Files.setLastModifiedTime(foreign, FileTime.fromMillis(0));

    load(pictures.data(0, 1), PixelCache.in(temporary)).close();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(foreign).exists();
  }

  @Test
  void closedStoresSaySo() {
    PixelStore store = load(pictures.data(0, 1), PixelCache.in(temporary));
    RgbImage before = store.get("id0");

    store.close();
    store.close();

    assertThat(before.rgb()).isEqualTo(preprocessing(SIZE, 0).shape(picture(0)).rgb());
    assertThatThrownBy(() -> store.get("id0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pixel store is closed; load it again");
  }

  @Test
  void closedStoresHoldNoFile() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isReadable(descriptors), "this system does not list files in " + descriptors);
    for (int i = 0; i < 20; i++) {
      try (PixelStore store = load(pictures.data(0, 10 + i), PixelCache.in(temporary))) {
        store.get("id0");
        assertThat(openFiles(descriptors)).isEqualTo(1);
      }
    }

    assertThat(openFiles(descriptors)).isZero();
  }

  @Test
  void storesMayBeLoadedAtTheSameTime() {
    List<byte[]> pixels =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> firstPixels(pictures.data(0, 20 + i % 2), PixelCache.in(temporary)))
            .toList();

    assertThat(pixels).allSatisfy(each -> assertThat(each).isEqualTo(pixels.get(0)));
    assertThat(CountedPictures.files(temporary, ".tmp")).isEmpty();
  }

  private long openFiles(Path descriptors) throws IOException {
    try (Stream<Path> links = Files.list(descriptors)) {
      return links.filter(this::leadsToTheCache).count();
    }
  }

  private boolean leadsToTheCache(Path link) {
    try {
      return Files.readSymbolicLink(link).startsWith(temporary);
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }
}
