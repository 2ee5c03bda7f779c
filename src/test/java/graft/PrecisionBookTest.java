package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.train.PrecisionVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionBookTest {

  private static final PrecisionVerdict VERDICT = new PrecisionVerdict(0.1, 0.2, 1e-3, 1e-2);

  @TempDir private Path folder;

  @Test
  void verdictIsFoundByItsKeyAlsoByAnotherProcess() {
    new PrecisionBook(folder.resolve("book")).keep(List.of("machine", "network"), VERDICT);

    PrecisionBook again = new PrecisionBook(folder.resolve("book"));
    assertThat(again.find(List.of("machine", "network"))).contains(VERDICT);
    assertThat(again.find(List.of("machine", "other network"))).isEmpty();
  }

  @Test
  void nothingWasFoundWhereThereIsNoBook() {
    assertThat(new PrecisionBook(folder.resolve("none")).find(List.of("machine"))).isEmpty();
  }

  @Test
  void damagedVerdictIsAsGoodAsNone() throws IOException {
    PrecisionBook book = new PrecisionBook(folder);
    book.keep(List.of("machine"), VERDICT);
    try (Stream<Path> files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), "{");
    }

    assertThat(book.find(List.of("machine"))).isEmpty();
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new PrecisionBook(file).keep(List.of("machine"), VERDICT))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith(
            "what was found out about precision cannot be kept in " + file + ": ");
  }
}
