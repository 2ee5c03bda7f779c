package graft.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.GraftException;
import graft.data.DataProblem.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderProblemsTest {

  private static final byte[] TEXT = "dear diary, this is no picture at all".getBytes(UTF_8);

  @TempDir Path temporary;
  private Path photos;

  @BeforeEach
  void twoClasses() throws IOException {
    photos = temporary.resolve("photos");
    TinyPictures.fill(photos.resolve("roses"), 20, 0);
    TinyPictures.fill(photos.resolve("tulips"), 20, 100);
  }

  @Test
  void brokenFilesAreNamedWithTheirReasons() throws IOException {
    add("roses/a.jpg", TEXT);
    add("roses/b.png", new byte[0]);
    add("tulips/c.png", Arrays.copyOf(TinyPictures.png(1), 20));

    DataProblem problem = onlyProblem();

    assertThat(problem.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(problem.examples()).containsExactly("roses/a.jpg", "roses/b.png", "tulips/c.png");
    assertThat(problem.message())
        .isEqualTo(
            "3 files are not readable pictures and are skipped: roses/a.jpg (%s), roses/b.png (%s), tulips/c.png (%s)"
                .formatted(
                    reason(TEXT),
                    reason(new byte[0]),
                    reason(Arrays.copyOf(TinyPictures.png(1), 20))));
  }

  @Test
  void onlyFiveNamesAreListed() throws IOException {
    for (int i = 0; i < 17; i++) {
      add("roses/bad%02d.jpg".formatted(i), TEXT);
    }

    DataProblem problem = onlyProblem();

    assertThat(problem.message())
        .startsWith("17 files are not readable pictures and are skipped: roses/bad00.jpg (")
        .endsWith("roses/bad04.jpg (%s) and 12 more".formatted(reason(TEXT)));
    assertThat(problem.examples()).hasSize(17);
  }

  @Test
  void kindsThatJavaCannotReadAreCountedWithTheWayOut() throws IOException {
    byte[] heic = "\0\0\0\30ftypheic\0\0\0\0mif1heic and pixels".getBytes(UTF_8);
    add("roses/a.heic", heic);
    add("roses/b.HEIC", heic);
    add("tulips/c.jpg", heic);
    add("tulips/d.svg", "<svg xmlns='x'></svg>".getBytes(UTF_8));

    List<DataProblem> problems = ImageFolder.open(photos).problems();

    assertThat(problems).extracting(DataProblem::kind).containsOnly(Kind.UNSUPPORTED);
    assertThat(problems)
        .extracting(DataProblem::message)
        .containsExactly(
            "3 HEIC pictures cannot be read in Java and are skipped: roses/a.heic, roses/b.HEIC, tulips/c.jpg; convert them to JPEG",
            "1 SVG picture cannot be read in Java and is skipped: tulips/d.svg; convert it to JPEG");
  }

  @Test
  void hugePicturesAreNotDecoded() throws IOException {
    byte[] huge = TinyPictures.png(1);
    huge[16] = 0x00;
    huge[17] = 0x7F;
    huge[21] = 0x7F;
    add("roses/huge.png", huge);
    TinyPictures.sparse(photos.resolve("roses/large.png"), 200L << 20);

    DataProblem problem = onlyProblem();

    assertThat(problem.kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(problem.examples()).containsExactly("roses/huge.png", "roses/large.png");
    assertThat(problem.message())
        .isEqualTo(
            "2 pictures are too large and are skipped: roses/huge.png (%s), roses/large.png (200 MiB on disk); scale them down"
                .formatted(reason(huge)));
  }

  @Test
  void filesOfOtherKindsAreCounted() throws IOException {
    add("roses/notes.txt", TEXT);
    add("roses/list.CSV", TEXT);
    add("tulips/readme.txt", TEXT);

    DataProblem problem = onlyProblem();

    assertThat(problem.kind()).isEqualTo(Kind.OTHER);
    assertThat(problem.message())
        .isEqualTo(
            "3 files are no pictures and are ignored (1 csv, 2 txt): roses/list.CSV, roses/notes.txt, tulips/readme.txt");
  }

  @Test
  void filesBesideTheClassFoldersAreNamed() throws IOException {
    add("cover.png", TinyPictures.png(1));
    add("labels.csv", TEXT);

    DataProblem problem = onlyProblem();

    assertThat(problem.kind()).isEqualTo(Kind.OTHER);
    assertThat(problem.message())
        .isEqualTo("2 files lie beside the class folders and are ignored: cover.png, labels.csv");
  }

  @Test
  void emptyClassesAreLeftOut() throws IOException {
    Files.createDirectories(photos.resolve("asters"));
    add("daisies/a.jpg", TEXT);

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.classes()).containsExactly("roses", "tulips");
    assertThat(data.problems())
        .last()
        .isEqualTo(
            new DataProblem(
                Kind.EMPTY_CLASS,
                "2 classes have no readable picture and are left out: asters, daisies",
                List.of("asters", "daisies")));
  }

  @Test
  void tinyClassesAreNamed() throws IOException {
    TinyPictures.fill(photos.resolve("asters"), 1, 300);
    TinyPictures.fill(photos.resolve("daisies"), 9, 400);

    assertThat(ImageFolder.open(photos).problems())
        .containsExactly(
            new DataProblem(
                Kind.TINY_CLASS,
                "2 classes have fewer than 10 pictures: asters (1), daisies (9)",
                List.of("asters", "daisies")),
            new DataProblem(
                Kind.TINY_CLASS,
                "1 class has no picture in a part: asters (val, test)",
                List.of("asters")));
  }

  @Test
  void copiesAcrossReadyMadePartsAreNamed() throws IOException {
    Path ready = temporary.resolve("ready");
    for (String label : List.of("roses", "tulips")) {
      TinyPictures.fill(ready.resolve("train").resolve(label), 12, label.hashCode());
      TinyPictures.fill(ready.resolve("val").resolve(label), 10, label.hashCode() + 100);
    }
    TinyPictures.write(ready.resolve("val/roses/copy.png"), TinyPictures.png("roses".hashCode()));

    List<DataProblem> problems = ImageFolder.open(ready).problems();

    assertThat(problems)
        .containsExactly(
            new DataProblem(
                Kind.DUPLICATE,
                "1 picture lies in more than one part: train/roses/0.png = val/roses/copy.png; keep each in one part, or results look better than they are",
                List.of("train/roses/0.png", "val/roses/copy.png")));
  }

  @Test
  void copiesUnderTwoLabelsAreNamed() throws IOException {
    add("roses/copy.png", TinyPictures.png(100));
    add("roses/other.png", TinyPictures.png(101));

    DataProblem problem = onlyProblem();

    assertThat(problem.kind()).isEqualTo(Kind.DUPLICATE);
    assertThat(problem.message())
        .isEqualTo(
            "2 pictures have more than one label: roses/copy.png = tulips/0.png, roses/other.png = tulips/1.png; keep each under the right one");
  }

  @Test
  void copiesWithinOneClassAreNoProblem() throws IOException {
    add("roses/copy.png", TinyPictures.png(0));

    assertThat(ImageFolder.open(photos).problems()).isEmpty();
  }

  @Test
  void namesInMessagesCannotSteerATerminal() throws IOException {
    add("roses/\u001b[31mred\nline.jpg", TEXT);

    DataProblem problem = onlyProblem();

    assertThat(problem.message()).contains("roses/?[31mred?line.jpg (");
    assertThat(problem.examples()).containsExactly("roses/\u001b[31mred\nline.jpg");
  }

  @Test
  void longNamesAreShortenedInTheMiddle() throws IOException {
    add("roses/" + "x".repeat(190) + ".jpg", TEXT);

    DataProblem problem = onlyProblem();

    assertThat(problem.message())
        .contains(": roses/" + "x".repeat(34) + "…" + "x".repeat(36) + ".jpg (");
  }

  @Test
  void namesThatTheLocaleCannotExpressStayApart() throws IOException {
    Path folder = photos.resolve("roses");
    Path first = Path.of(URI.create(folder.toUri() + "%FFa.png"));
    Path second = Path.of(URI.create(folder.toUri() + "%FEa.png"));
    assumeTrue(!first.equals(second), "this system's file names are characters, not bytes");
    Files.write(first, TinyPictures.png(901));
    Files.write(second, TinyPictures.png(902));

    LabeledDataset data = ImageFolder.open(photos);

    assertThat(data.examples())
        .extracting(Example::id)
        .contains("roses/%FFa.png", "roses/%FEa.png");
  }

  @Test
  void pipesAreNotWaitedFor() throws Exception {
    Process pipe =
        new ProcessBuilder("mkfifo", photos.resolve("roses/pipe.jpg").toString()).start();
    assumeTrue(pipe.waitFor() == 0, "this system has no mkfifo");

    assertThat(onlyProblem().message())
        .isEqualTo(
            "1 file is not a readable picture and is skipped: roses/pipe.jpg (is not a regular file)");
  }

  @Test
  void brokenEntriesOfAZipAreNamed() throws IOException {
    add("roses/a.jpg", TEXT);
    Path zip = TinyPictures.zip(photos, temporary.resolve("photos.zip"));

    assertThat(ImageFolder.open(zip).problems())
        .extracting(DataProblem::message)
        .containsExactly(onlyProblem().message());
  }

  @Test
  void filesWithoutPermissionAreNamed() throws IOException {
    Path secret = add("roses/secret.png", TinyPictures.png(1));
    forbid(secret);

    assertThat(onlyProblem().message())
        .isEqualTo(
            "1 file is not a readable picture and is skipped: roses/secret.png (no permission)");
  }

  @Test
  void classFoldersWithoutPermissionAreAnError() throws IOException {
    forbid(photos.resolve("roses"));

    assertThatThrownBy(() -> ImageFolder.open(photos))
        .isInstanceOf(GraftException.class)
        .hasMessage(closed(photos + "/roses"));
    allow(photos.resolve("roses"));
  }

  @Test
  void dataSetsWithoutPermissionAreAnError() throws IOException {
    forbid(photos);

    assertThatThrownBy(() -> ImageFolder.open(photos))
        .isInstanceOf(GraftException.class)
        .hasMessage(closed(photos + "/"));
    allow(photos);
  }

  /** The sentence of the two tests above, also where the tests may read everything. */
  @Test
  void closedFoldersAreOneSentence() {
    AccessDeniedException denied = new AccessDeniedException("photos/roses");

    assertThat(FolderLister.closed("photos/roses", FileReasons.of(denied), denied))
        .hasMessage(closed("photos/roses"));
  }

  @Test
  void closedFoldersDeeperThanAClassAreNamed() {
    TreeMap<String, String> shut = new TreeMap<>();
    shut.put("roses/old", "no permission");
    FileTree tree =
        new FileTree(
            "photos/",
            new TreeSet<>(List.of("roses", "roses/old")),
            List.of(),
            shut,
            FileTree.Besides.NOTHING);

    assertThat(FolderProblems.of(tree, Layout.of(tree, Division.automatic()), List.of()))
        .extracting(DataProblem::message)
        .contains("1 folder cannot be read and is skipped: roses/old");
  }

  private static String closed(String shown) {
    return "folder %s cannot be read: no permission; allow this user to read and enter it"
        .formatted(shown);
  }

  private Path add(String path, byte[] bytes) throws IOException {
    return TinyPictures.write(photos.resolve(path), bytes);
  }

  private DataProblem onlyProblem() {
    List<DataProblem> problems = ImageFolder.open(photos).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  /** Asks the decoder, whose own tests hold its words. */
  private static String reason(byte[] bytes) {
    try {
      ImageDecoder.decode(bytes);
      throw new AssertionError("readable");
    } catch (ImageReadException e) {
      return e.getMessage();
    }
  }

  private static void forbid(Path path) throws IOException {
    assumeTrue(
        path.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this system has no permissions to take away");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    boolean binds = !Files.isReadable(path);
    if (!binds) {
      allow(path);
    }
    assumeTrue(binds, "permissions do not bind this user, who is probably root");
  }

  private static void allow(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
