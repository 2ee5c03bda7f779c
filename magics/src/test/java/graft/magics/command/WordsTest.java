package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void semicolonAtTheEndIsStripped() {
    assertThat(line("--epochs", "3;")).containsExactly("--epochs", "3");
    assertThat(line("--epochs", "3", ";")).containsExactly("--epochs", "3");
    assertThat(line("--epochs", "3;;")).containsExactly("--epochs", "3");
    assertThat(line(";")).isEmpty();
  }

  @Test
  void semicolonInsideIsKept() {
    assertThat(line("a;b", "c")).containsExactly("a;b", "c");
    assertThat(line("my photos;")).containsExactly("my photos;");
  }

  @Test
  void commentAtTheEndIsStripped() {
    assertThat(line("photos/", "//", "all", "of", "them")).containsExactly("photos/");
    assertThat(line("photos/", "//all")).containsExactly("photos/");
    assertThat(line("--epochs", "3;", "//", "don't", "wait")).containsExactly("--epochs", "3");
    assertThat(line("--epochs", "3;//", "short")).containsExactly("--epochs", "3");
  }

  @Test
  void slashesOfAddressesAreNoComment() {
    assertThat(line("https://example.org/a.zip", "sample://x"))
        .containsExactly("https://example.org/a.zip", "sample://x");
    assertThat(body("https://example.org/a.zip;")).containsExactly("https://example.org/a.zip");
  }

  @Test
  void singleQuotesAreRegrouped() {
    assertThat(line("'my", "garden", "photos'", "--as", "x"))
        .containsExactly("my garden photos", "--as", "x");
    assertThat(line("'photos'")).containsExactly("photos");
    assertThat(line("''")).containsExactly("");
    assertThat(line("--data='my", "photos'")).containsExactly("--data=my photos");
  }

  @Test
  void quotedDashesAreNoOption() {
    assertThat(Words.ofArguments(List.of("'--odd", "name'")).get(0).isOption()).isFalse();
    assertThat(Words.ofBody("\"--odd\"").get(0).isOption()).isFalse();
    assertThat(Words.ofArguments(List.of("--data=my photos")).get(0).isOption()).isTrue();
  }

  @Test
  void bodySkipsBlankAndCommentLines() {
    assertThat(body("", "  # one", "\t// two", "--a 1", "  --b  2 ", "c#d"))
        .containsExactly("--a", "1", "--b", "2", "c#d");
  }

  @Test
  void bodyKeepsBackslashesAndGroups() {
    assertThat(body("C:\\data \"a 'b' c\" 'd \"e\" f' --x=\"g h\""))
        .containsExactly("C:\\data", "a 'b' c", "d \"e\" f", "--x=g h");
  }

  @Test
  void bodyStripsSemicolonsAndComments() {
    assertThat(body("--a 1; // one", "--b \"x y\"; // two", "--c 'z;'", "--d 4;// four"))
        .containsExactly("--a", "1", "--b", "x y", "--c", "z;", "--d", "4");
  }

  @Test
  void bodyWithWindowsLineEnds() {
    assertThat(body("--a 1\r\n--b 2\r\n")).containsExactly("--a", "1", "--b", "2");
  }

  @Test
  void kernelLineSplitsAsTheKernelsDo() {
    assertThat(Words.ofKernelLine("  data \"my photos/\" --out=\"a b\" 'c d' C:\\x;  "))
        .containsExactly("data", "my photos/", "--out=a b", "'c", "d'", "C:x;");
  }

  private static List<String> line(String... arguments) {
    return Words.ofArguments(List.of(arguments)).stream().map(Word::text).toList();
  }

  private static List<String> body(String... lines) {
    return Words.ofBody(String.join("\n", lines)).stream().map(Word::text).toList();
  }
}
