package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealBookTest {

  @TempDir Path folder;
  private Path file;
  private SealBook book;

  @BeforeEach
  void newBook() {
    file = folder.resolve(".graft/seals.json");
    book = new SealBook(file);
  }

  @Test
  void unknownPartsWereNeverOpened() {
    assertThat(book.openings("part")).isZero();
    assertThat(file).doesNotExist();
  }

  @Test
  void differentWeightsCount() {
    assertThat(book.open("part", "weights 1")).isEqualTo(new Seal("part", 1, true));
    assertThat(book.open("part", "weights 2")).isEqualTo(new Seal("part", 2, true));
    assertThat(book.openings("part")).isEqualTo(2);
    assertThat(book.openings("other")).isZero();
  }

  @Test
  void sameWeightsDoNotCountAgain() {
    book.open("part", "weights 1");
    book.open("part", "weights 2");

    assertThat(book.open("part", "weights 1")).isEqualTo(new Seal("part", 2, false));
    assertThat(book.openings("part")).isEqualTo(2);
  }

  private static List<Example> examples(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new Example("id " + i, "hash " + i, new Source.Text(""), new Target.None()))
        .toList();
  }

  @Test
  void picturesThatBelongToNoTestPartAreNotCounted() {
    book.keep(Exposure.contents(examples(0, 10)));

    assertThat(book.look(examples(10, 20), () -> "weights")).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void testPicturesCountByWhateverWayTheyCome() {
    book.keep(Exposure.contents(examples(0, 10)));

    assertThat(book.look(examples(8, 12), () -> "weights 1")).hasValue(new SealBook.Look(2, 1));
    assertThat(book.look(examples(0, 10), () -> "weights 2")).hasValue(new SealBook.Look(10, 2));
    assertThat(book.look(examples(0, 4), () -> "weights 2")).hasValue(new SealBook.Look(4, 1));
    assertThat(book.look(examples(9, 30), () -> "weights 1")).hasValue(new SealBook.Look(1, 2));
    assertThat(new SealBook(file).look(examples(0, 10), () -> "weights 3"))
        .hasValue(new SealBook.Look(10, 3));
  }

  @Test
  void thePartsOfOtherSplitsShareTheirPictures() {
    book.keep(Exposure.contents(examples(0, 10)));
    book.look(examples(0, 10), () -> "weights 1");

    book.keep(Exposure.contents(examples(7, 17)));

    assertThat(book.look(examples(7, 17), () -> "weights 2")).hasValue(new SealBook.Look(10, 2));
    assertThat(book.look(examples(12, 17), () -> "weights 2")).hasValue(new SealBook.Look(5, 1));
  }

  @Test
  void openingsOfAnEarlierVersionStillCount() throws IOException {
    String part = LabeledDataset.contentHash(examples(0, 10));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"version\":1,\"openings\":{\"%s\":[\"old\"]}}".formatted(part));
    book.keep(Exposure.contents(examples(0, 10)));

    assertThat(book.look(examples(0, 10), () -> "new")).hasValue(new SealBook.Look(10, 2));
    assertThat(book.openings(part)).isEqualTo(2);
  }

  @Test
  void countsSurviveARestart() {
    book.open("part", "weights 1");

    assertThat(new SealBook(file).openings("part")).isEqualTo(1);
    assertThat(new SealBook(file).open("part", "weights 1").counted()).isFalse();
  }

  @Test
  void nothingTemporaryStays() throws IOException {
    book.open("part", "weights 1");

    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("seals.json", "seals.json.lock");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "{}",
        "[]",
        "{\"version\":9,\"openings\":{}}",
        "{\"version\":1}",
        "\0\0"
      })
  void damagedBookIsKeptAndNamed(String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);

    assertThatThrownBy(() -> book.open("part", "weights"))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith("seal book " + file + " is damaged (")
        .hasMessageEndingWith(") and was left as it is; restore it, or move it away to count anew");
    assertThatThrownBy(() -> book.openings("part")).isInstanceOf(GraftException.class);
    assertThat(file).hasContent(content);
  }

  @Test
  void everyChangedByteOfTheBookIsNoticed() throws IOException {
    book.open("part", "weights 1");
    book.open("part", "weights 2");
    byte[] sound = Files.readAllBytes(file);

    for (int i = 0; i < sound.length; i++) {
      byte[] changed = sound.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(() -> book.openings("part"))
          .as("byte %s", i)
          .isInstanceOf(GraftException.class);
    }
  }

  @Test
  void bookWithoutItsChecksumIsNamed() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"version\":3,\"openings\":{}}");

    assertThatThrownBy(() -> book.openings("part"))
        .hasMessageContaining("is damaged (its checksum is missing)");
  }

  @Test
  void damagedListOfTestPicturesIsNamed() throws IOException {
    book.keep(Exposure.contents(examples(0, 10)));
    Path list;
    try (Stream<Path> lists = Files.list(file.resolveSibling("seals"))) {
      list = lists.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(list);
    bytes[bytes.length / 2] ^= 1;
    Files.write(list, bytes);

    assertThatThrownBy(() -> book.look(examples(0, 10), () -> "weights"))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "list of test pictures %s is damaged and was left as it is; restore it, or move it away to count anew",
            list);
  }

  @Test
  void bookThatCannotBeWrittenIsNamed() throws IOException {
    Files.createFile(folder.resolve(".graft"));

    assertThatThrownBy(() -> book.open("part", "weights"))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith("opening of the test part cannot be recorded in " + file);
  }

  @Test
  void threadsDoNotLoseEachOthersOpenings() {
    IntStream.range(0, 40).parallel().forEach(i -> new SealBook(file).open("part", "w" + i));

    assertThat(book.openings("part")).isEqualTo(40);
  }

  @Test
  void processesDoNotLoseEachOthersOpenings() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OpensTwentyTimes.class.getName(),
                  file.toString(),
                  name)
              .inheritIO()
              .start());
    }

    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(book.openings("part")).isEqualTo(40);
  }

  /** What each of the processes runs. */
  static final class OpensTwentyTimes {

    public static void main(String[] arguments) {
      for (int i = 0; i < 20; i++) {
        new SealBook(Path.of(arguments[0])).open("part", arguments[1] + i);
      }
    }
  }
}
