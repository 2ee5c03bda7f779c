package graft.feature;

import static graft.feature.FeatureFolder.ENDING;
import static graft.feature.FeatureFolder.UNFINISHED;
import static graft.feature.Rows.SPEC;
import static graft.feature.Rows.files;
import static graft.feature.Rows.gives;
import static graft.feature.Rows.keep;
import static graft.feature.Rows.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureFolderTest {

  private static final long MUCH = 1 << 24;

  @TempDir private Path folder;

  @Test
  void leastRecentlyUsedFilesGoFirst() throws IOException {
    FeatureSpec other = Rows.spec("other");
    FeatureSpec last = Rows.spec("last");
    long limit = 5 * fileBytes(20) / 2;
    keep(cache(limit), SPEC, 0, 20);
    age(files(folder, ENDING), Duration.ofHours(2));
    keep(cache(limit), other, 20, 40);
    age(filesOf(other), Duration.ofHours(1));
    assertThat(found(cache(limit).shelf(SPEC), 0, 20)).isEqualTo(20);

    keep(cache(limit), last, 40, 60);

    assertThat(found(cache(limit).shelf(SPEC), 0, 20)).isEqualTo(20);
    assertThat(found(cache(limit).shelf(other), 20, 40)).isLessThan(20);
    assertThat(found(cache(limit).shelf(last), 40, 60)).isEqualTo(20);
  }

  @Test
  void whatIsReadFromMemoryCountsAsUsedOnDisk() throws IOException {
    FeatureCache cache = cache(MUCH);
    keep(cache, SPEC, 0, 3);
    age(files(folder, ENDING), Duration.ofHours(2));

    cache.shelf(SPEC).retains(key(1));

    assertThat(Files.getLastModifiedTime(files(folder, ENDING).get(0)).toInstant())
        .isAfter(Instant.now().minus(Duration.ofHours(1)));
  }

  @Test
  void filesStayWithinTheLimit() throws IOException {
    long limit = 100 * (Rows.BYTES + FeatureSegment.ENTRY_BYTES);
    FeatureCache cache = cache(limit);

    for (int i = 0; i < 50; i++) {
      keep(cache, Rows.spec("run " + i), 20 * i, 20 * i + 20);
    }

    assertThat(size(folder)).isBetween(limit / 2, limit);
    assertThat(gives(cache.shelf(Rows.spec("run 49")), 999)).isTrue();
    assertThat(cache.takeProblems()).isEmpty();
  }

  @Test
  void withoutALimitAboveZeroNothingIsWritten() {
    keep(cache(0), SPEC, 0, 20);

    assertThat(folder).isEmptyDirectory();
  }

  /** A file holds 48 bytes, an index, and the rows. */
  @Test
  void manySmallPiecesOfWorkLeaveOneFile() throws IOException {
    for (int i = 0; i < 100; i++) {
      keep(cache(MUCH), SPEC, i, i + 1);
    }

    assertThat(files(folder, ENDING)).hasSize(1);
    assertThat(size(folder)).isEqualTo(fileBytes(100));
    FeatureShelf shelf = cache(MUCH).shelf(SPEC);
    for (int i = 0; i < 100; i++) {
      assertThat(gives(shelf, i)).isTrue();
    }
  }

  @Test
  void everyDamagedByteIsNoticedAndReplaced() throws IOException {
    keep(cache(MUCH), SPEC, 0, 3);
    Path file = files(folder, ENDING).get(0);
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);

      FeatureCache cache = cache(MUCH);
      FeatureShelf shelf = cache.shelf(SPEC);
      int lost = 0;
      for (int number = 0; number < 3; number++) {
        lost += shelf.find(key(number)).isEmpty() ? 1 : 0;
        assertThat(shelf.find(key(number)).isEmpty() || gives(shelf, number)).isTrue();
      }

      assertThat(lost).isPositive();
      assertThat(file).doesNotExist();
      assertThat(cache.takeProblems())
          .containsExactly(
              "features on disk were damaged and are computed again: " + file.getFileName());
    }
    keep(cache(MUCH), SPEC, 0, 3);
    assertThat(Files.readAllBytes(files(folder, ENDING).get(0))).isEqualTo(sound);
  }

  @Test
  void aFileThatWasCutOffIsNotBelieved() throws IOException {
    keep(cache(MUCH), SPEC, 0, 3);
    byte[] sound = Files.readAllBytes(files(folder, ENDING).get(0));
    for (int length = 0; length < sound.length; length++) {
      Path file = folder.resolve("features-" + SPEC.hash().substring(0, 16) + "-x" + ENDING);
      Files.write(file, Arrays.copyOf(sound, length));

      assertThat(new FeatureFolder(folder, MUCH).segments(SPEC.hash(), List.of())).hasSize(1);
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aLongerFileIsNotBelieved() throws IOException {
    keep(cache(MUCH), SPEC, 0, 3);
    Path file = files(folder, ENDING).get(0);
    byte[] sound = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(sound, sound.length + 1));

    assertThat(cache(MUCH).shelf(SPEC).retains(key(0))).isFalse();
  }

  @Test
  void anotherSpecsFileUnderThisOnesNameIsNotBelieved() throws IOException {
    keep(cache(MUCH), Rows.spec("b"), 0, 3);
    Path file = files(folder, ENDING).get(0);
    Files.move(file, folder.resolve("features-" + SPEC.hash().substring(0, 16) + "-x" + ENDING));

    assertThat(cache(MUCH).shelf(SPEC).retains(key(0))).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path other = Files.write(folder.resolve("notes.bin"), new byte[10_000]);
    age(List.of(other), Duration.ofDays(400));

    keep(cache(2 * fileBytes(20)), SPEC, 0, 20);

    assertThat(other).exists();
    assertThat(gives(cache(MUCH).shelf(SPEC), 0)).isTrue();
  }

  @Test
  void aFileThatIsCutOffWhileItIsOpenIsNotBelieved() throws IOException {
    keep(cache(MUCH), SPEC, 0, 10_000);
    FeatureShelf shelf = FeatureCache.in(folder, 0, MUCH).shelf(SPEC);
    assertThat(gives(shelf, 0)).isTrue();
    try (RandomAccessFile file =
        new RandomAccessFile(files(folder, ENDING).get(0).toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    long found = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean there = shelf.find(key(i)).isPresent();
      found += there && gives(shelf, i) ? 1 : 0;
    }

    assertThat(found).isLessThan(10_000);
    assertThat(files(folder, ENDING)).isEmpty();
  }

  @Test
  void aFileThatAnotherProcessRemovedIsReadToTheEnd() throws IOException {
    keep(cache(MUCH), SPEC, 0, 10);
    FeatureCache cache = FeatureCache.in(folder, 0, MUCH);
    FeatureShelf shelf = cache.shelf(SPEC);

    Files.delete(files(folder, ENDING).get(0));

    assertThat(gives(shelf, 9)).isTrue();
    assertThat(cache.takeProblems()).isEmpty();
  }

  @Test
  void anInterruptedThreadReadsAndWrites() throws IOException {
    Thread.currentThread().interrupt();

    keep(cache(MUCH), SPEC, 0, 10);
    boolean found = gives(cache(MUCH).shelf(SPEC), 9);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(found).isTrue();
  }

  @Test
  void whatACrashLeftGoesAfterADay() throws IOException {
    Path left = Files.createFile(folder.resolve("features-old" + UNFINISHED));
    Path half = Files.createFile(folder.resolve(".graft-1" + UNFINISHED));
    Path fresh = Files.createFile(folder.resolve("features-new" + UNFINISHED));
    age(List.of(left, half), Duration.ofDays(2));

    keep(cache(MUCH), SPEC, 0, 1);

    assertThat(left).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void withAFileInPlaceOfTheFolderThereIsOnlyMemory() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    FeatureCache cache = FeatureCache.in(file, MUCH, MUCH);

    keep(cache, SPEC, 0, 10);

    assertThat(gives(cache.shelf(SPEC), 9)).isTrue();
    assertThat(cache.diskBytes()).isZero();
    assertThat(cache.takeProblems()).containsExactly("features cannot be kept on disk (is a file)");
  }

  /** Root may write everywhere, so the folder is one in which nobody can. */
  @Test
  void withAReadOnlyFolderThereIsOnlyMemory() {
    Path system = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(system), "no /proc/self, in which nobody can write");
    FeatureCache cache = FeatureCache.in(system.resolve("features"), MUCH, MUCH);

    keep(cache, SPEC, 0, 10);

    assertThat(gives(cache.shelf(SPEC), 9)).isTrue();
    assertThat(cache.takeProblems())
        .singleElement()
        .asString()
        .startsWith("features cannot be kept on disk (");
    assertThat(cache.takeProblems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void onAFullDiskThereIsOnlyMemory(int kilobytes) throws Exception {
    Path shell = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(shell), "this system has no " + shell + " to limit file sizes");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Process process =
        new ProcessBuilder(
                shell.toString(),
                "-c",
                "ulimit -f " + kilobytes + " && exec \"$@\"",
                "bash",
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                KeepsMuch.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT) // where a JVM says what options it took
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("[features cannot be kept on disk (");
    assertThat(process.waitFor()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  /** What the process with the limit runs: larger files fail. */
  static final class KeepsMuch {

    public static void main(String[] arguments) {
      FeatureCache cache = FeatureCache.in(Path.of(arguments[0]), MUCH, MUCH);
      keep(cache, SPEC, 0, 1000);
      FeatureShelf shelf = cache.shelf(SPEC);
      for (int i = 0; i < 1000; i++) {
        if (!gives(shelf, i)) {
          throw new IllegalStateException("lost row " + i);
        }
      }
      System.out.println(cache.takeProblems());
    }
  }

  private FeatureCache cache(long diskBytes) {
    return FeatureCache.in(folder, MUCH, diskBytes);
  }

  private static long fileBytes(int rows) {
    return 48 + rows * (24L + Rows.BYTES);
  }

  private static long found(FeatureShelf shelf, int from, int to) {
    return IntStream.range(from, to).filter(number -> gives(shelf, number)).count();
  }

  private List<Path> filesOf(FeatureSpec spec) throws IOException {
    String name = spec.hash().substring(0, 16);
    return files(folder, ENDING).stream()
        .filter(file -> file.getFileName().toString().contains(name))
        .toList();
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    for (Path file : files(folder, "")) {
      size += Files.size(file);
    }
    return size;
  }

  private static void age(List<Path> files, Duration age) throws IOException {
    for (Path file : files) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
  }
}
