package graft.data;

import static graft.data.CountedPictures.SIZE;
import static graft.data.CountedPictures.dataset;
import static graft.data.CountedPictures.firstPixels;
import static graft.data.CountedPictures.load;
import static graft.data.CountedPictures.picture;
import static graft.data.CountedPictures.preprocessing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.data.DataProblem.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelStoreFaultsTest {

  @TempDir Path temporary;
  private final CountedPictures pictures = new CountedPictures();

  @Test
  void unreadablePicturesAreNamedAndTriedAgain() {
    List<Example> examples = new ArrayList<>(pictures.data(0, 3).examples());
    examples.add(
        pictures.failing(
            "torn", new ImageReadException(ImageReadException.Reason.BROKEN, "is damaged")));
    examples.add(
        pictures.failing(
            "big", new ImageReadException(ImageReadException.Reason.TOO_LARGE, "is huge")));
    examples.add(pictures.failing("gone", new IOException("does not exist")));

    for (int pass = 1; pass <= 2; pass++) {
      try (PixelStore store = load(dataset(examples), PixelCache.in(temporary))) {
        assertThat(store.unreadable()).containsExactlyInAnyOrder("big", "gone", "torn");
        assertThat(store.problems())
            .containsExactly(
                new DataProblem(
                    Kind.UNREADABLE,
                    "2 pictures cannot be decoded and are skipped: gone (does not exist), torn (is damaged)",
                    List.of("gone", "torn"),
                    List.of("does not exist", "is damaged")),
                new DataProblem(
                    Kind.TOO_LARGE,
                    "1 picture cannot be decoded and is skipped: big (is huge)",
                    List.of("big"),
                    List.of("is huge")));
        assertThatThrownBy(() -> store.get("torn"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("picture torn could not be decoded; leave it out");
        assertThat(store.get("id1").rgb()).hasSize(3 * SIZE * SIZE);
      }
      assertThat(pictures.decoded).hasValue(3 + 3 * pass);
    }
  }

  @Test
  void whatIsNoPictureIsRefused() {
    Example text = new Example("a", "00", new Source.Text("x"), new Target.OneClass(0));

    assertThatThrownBy(() -> load(dataset(List.of(text)), PixelCache.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pixel store needs pictures, received text in example a");
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    byte[] right = firstPixels(pictures.data(0, 2), PixelCache.in(temporary));
    Path file = CountedPictures.files(temporary, ".bin").get(0);
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length; i += i < 200 ? 1 : 37) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);

      try (PixelStore store = load(pictures.data(0, 2), PixelCache.in(temporary))) {
        assertThat(store.get("id0").rgb()).isEqualTo(right);
        assertThat(store.get("id1").rgb())
            .isEqualTo(preprocessing(SIZE, 0).shape(picture(1)).rgb());
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(sound);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 47, 48, 100, 500})
  void aFileThatWasCutOffIsDecodedAgain(int length) throws IOException {
    load(pictures.data(0, 2), PixelCache.in(temporary)).close();
    Path file = CountedPictures.files(temporary, ".bin").get(0);
    byte[] sound = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(sound, length));

    load(pictures.data(0, 2), PixelCache.in(temporary)).close();

    assertThat(pictures.decoded).hasValue(4);
    assertThat(Files.readAllBytes(file)).isEqualTo(sound);
  }

  @Test
  void oneDamagedPictureIsDecodedAlone() throws IOException {
    load(pictures.data(0, 20), PixelCache.in(temporary)).close();
    Path file = CountedPictures.files(temporary, ".bin").get(0);
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(raw.length() - 5);
      raw.write(raw.read() ^ 1);
    }

    load(pictures.data(0, 20), PixelCache.in(temporary)).close();

    assertThat(pictures.decoded).hasValue(21);
  }

  @Test
  void aStopKeepsWhatWasDecoded() {
    Watch watch = new Watch(Progress.none(), () -> pictures.decoded.get() >= 5);

    assertThatThrownBy(
            () ->
                PixelStore.load(
                    pictures.slow(400), preprocessing(SIZE, 0), PixelCache.in(temporary), watch))
        .isInstanceOf(CancellationException.class)
        .hasMessageMatching("stopped after \\d+ of 400 pictures decoded");
    int before = pictures.decoded.get();
    load(pictures.data(0, 400), PixelCache.in(temporary)).close();

    assertThat(before).isBetween(5, 399);
    assertThat(pictures.decoded).hasValue(400);
  }

  @Test
  void anInterruptStopsAndIsKept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> load(pictures.slow(400), PixelCache.in(temporary)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pictures.decoded.get()).isLessThan(400);
    load(pictures.data(0, 3), PixelCache.in(temporary)).close();
  }

  @Test
  void errorsOfASourceAreNotSwallowed() {
    Example wrong =
        new Example(
            "wrong",
            Sha256.of(new byte[1]),
            new Source.Picture(
                "wrong",
                () -> {
                  throw new IllegalStateException("bug");
                }),
            new Target.OneClass(0));

    assertThatThrownBy(() -> load(dataset(List.of(wrong)), PixelCache.in(temporary)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bug");
    assertThat(CountedPictures.files(temporary, ".tmp")).isEmpty();
  }

  @Test
  void aCacheThatCannotBeWrittenLosesNothing() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    try (PixelStore store = load(pictures.data(0, 5), PixelCache.in(file.resolve("cache")))) {
      assertThat(store.get("id4").rgb()).isEqualTo(preprocessing(SIZE, 0).shape(picture(4)).rgb());
      assertThat(store.notice())
          .hasValueSatisfying(
              text ->
                  assertThat(text)
                      .startsWith("decoded pictures cannot be kept in " + file.resolve("cache"))
                      .endsWith(") and will be decoded again next time"));
    }
  }

  @Test
  void aDiskThatTakesNothingLosesNothing() throws Exception {
    Path shell = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(shell), "this system has no " + shell + " to limit file sizes");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Process process =
        new ProcessBuilder(
                shell.toString(),
                "-c",
                "ulimit -f 8 && exec \"$@\"",
                "bash",
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                LoadsFiftyPictures.class.getName(),
                temporary.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("decoded pictures cannot be kept in " + temporary);
    assertThat(process.waitFor()).isZero();
  }

  /** What the process with the limit runs: files of more than 8 KiB fail. */
  static final class LoadsFiftyPictures {

    public static void main(String[] arguments) {
      CountedPictures pictures = new CountedPictures();
      try (PixelStore store = load(pictures.data(0, 50), PixelCache.in(Path.of(arguments[0])))) {
        for (int i = 0; i < 50; i++) {
          byte[] expected = preprocessing(SIZE, 0).shape(picture(i)).rgb();
          assertThat(store.get("id" + i).rgb()).isEqualTo(expected);
        }
        System.out.println(store.notice().orElse("no notice"));
      }
    }
  }

  @Test
  void picturesThatChangedAfterOpeningAreNamed() throws IOException {
    Path photos = temporary.resolve("photos");
    TinyPictures.fill(photos.resolve("roses"), 10, 0);
    TinyPictures.fill(photos.resolve("tulips"), 10, 100);
    LabeledDataset data = ImageFolder.open(photos);
    Files.write(photos.resolve("roses/3.png"), TinyPictures.png(77));
    Files.delete(photos.resolve("tulips/4.png"));

    try (PixelStore store = load(data, PixelCache.none())) {
      assertThat(store.problems())
          .extracting(DataProblem::message)
          .containsExactly(
              "2 pictures cannot be decoded and are skipped: roses/3.png (has changed since the data set was opened; open it again), tulips/4.png (does not exist)");
      LabeledDataset rest = data.without(store.unreadable(), store.problems());
      assertThat(rest.examples()).hasSize(18);
    }
  }
}
