package graft.magics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notebook of this repository, as it is stored. */
record NotebookFile(String name, JsonNode json) {

  private static final Path FOLDER = Path.of("../notebooks");
  private static final Pattern ANSWER = Pattern.compile("(?s)<details>.*?</details>");
  private static final Pattern BLOCK = Pattern.compile("(?sm)^```$(.*?)^```$");

  static NotebookFile read(String name) {
    try {
      return new NotebookFile(name, new ObjectMapper().readTree(FOLDER.resolve(name).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<NotebookFile> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ipynb"))
          .sorted()
          .toList()
          .stream()
          .map(NotebookFile::read);
    }
  }

  List<JsonNode> cells() {
    return StreamSupport.stream(json.path("cells").spliterator(), false).toList();
  }

  List<JsonNode> cells(String type) {
    return cells().stream().filter(cell -> type(cell).equals(type)).toList();
  }

  /** Returns the types of all cells in order, with a blank between. */
  String types() {
    return String.join(" ", cells().stream().map(NotebookFile::type).toList());
  }

  /** Returns the sources of code cells, but for the one below the title "The same in Java". */
  List<String> magicCells() {
    List<String> java = javaCells();
    return cells("code").stream()
        .map(NotebookFile::source)
        .filter(source -> !java.contains(source))
        .toList();
  }

  /** Returns the sources of cells below the title "The same in Java". */
  List<String> javaCells() {
    List<JsonNode> cells = cells();
    return Stream.iterate(1, i -> i + 1)
        .limit(cells.size() - 1L)
        .filter(i -> type(cells.get(i)).equals("code"))
        .filter(i -> source(cells.get(i - 1)).contains(". The same in Java\n"))
        .map(i -> source(cells.get(i)))
        .toList();
  }

  /** Returns the lines of magics that the text gives to readers, answers to exercises too. */
  List<String> magicsInText() {
    return cells("markdown").stream()
        .flatMap(cell -> BLOCK.matcher(source(cell)).results())
        .flatMap(block -> block.group(1).lines())
        .filter(line -> line.startsWith("%"))
        .toList();
  }

  List<String> answers() {
    return cells("markdown").stream()
        .flatMap(cell -> ANSWER.matcher(source(cell)).results())
        .map(MatchResult::group)
        .toList();
  }

  /** Returns how many words the text has, not counting code and answers. */
  long words() {
    return cells("markdown").stream()
        .map(cell -> ANSWER.matcher(source(cell)).replaceAll(""))
        .map(text -> BLOCK.matcher(text).replaceAll(""))
        .flatMap(text -> Stream.of(text.strip().split("\\s+")))
        .count();
  }

  static String source(JsonNode cell) {
    if (cell.path("source").isTextual()) {
      return cell.path("source").asText();
    }
    StringBuilder source = new StringBuilder();
    cell.path("source").forEach(line -> source.append(line.asText()));
    return source.toString();
  }

  private static String type(JsonNode cell) {
    return cell.path("cell_type").asText();
  }

  @Override
  public String toString() {
    return name;
  }
}
