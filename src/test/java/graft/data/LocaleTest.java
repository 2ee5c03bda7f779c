package graft.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Java says of names with an ö that was started in the POSIX locale. */
class LocaleTest {

  @TempDir Path temporary;

  /** Opens the folder that is typed, and the folder around it. */
  static final class Opening {

    private Opening() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      try {
        FileNames.resolve(folder, "Bl\u00e4tter");
      } catch (IllegalArgumentException e) {
        say(e.getMessage());
      }
      try {
        ImageFolder.open(folder.resolve("Bl??tter"));
      } catch (IllegalArgumentException e) {
        say(e.getMessage());
      }
      LabeledDataset data = ImageFolder.open(folder.resolve("photos"));
      say(data.classes() + " " + data.examples().get(0).id());
    }

    private static void say(String text) {
      System.out.writeBytes((text + "\n").getBytes(UTF_8));
    }
  }

  @Test
  void theLocaleAndTheWayOutAreNamed() throws IOException, InterruptedException {
    assumeTrue(Path.of("/").getFileSystem().getSeparator().equals("/"), "names are not bytes here");
    for (String label : List.of("B%C3%A4ume", "Gr%C3%A4ser")) {
      for (int i = 0; i < 2; i++) {
        Path file =
            Path.of(URI.create(temporary.toUri() + "photos/" + label + "/%C3%B6" + i + ".png"));
        TinyPictures.write(file, TinyPictures.png(label.hashCode() + i));
      }
    }

    List<String> lines = said();

    String way =
        "has letters that the locale of this kernel cannot express in names of files (LC_ALL=POSIX, %s);"
                .formatted(encoding(lines))
            + " start Jupyter with LC_ALL=C.UTF-8 in its environment";
    assertThat(lines)
        .containsExactly(
            "path Bl\u00e4tter " + way,
            "data set %s/Bl??tter cannot be found: its name %s".formatted(temporary, way),
            "[B\u00e4ume, Gr\u00e4ser] B\u00e4ume/\u00f60.png");
  }

  private static String encoding(List<String> lines) {
    return lines.get(0).replaceAll(".*LC_ALL=POSIX, ([^)]*).*", "$1");
  }

  private List<String> said() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path output = temporary.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Opening.class.getName(),
            temporary.toString());
    builder.environment().put("LC_ALL", "POSIX");
    builder.redirectOutput(output.toFile()).redirectError(temporary.resolve("errors").toFile());
    assertThat(builder.start().waitFor()).as(() -> text(temporary.resolve("errors"))).isZero();
    return Files.readAllLines(output);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
