package graft.magics.session;

import graft.magics.render.MimeBundle;
import graft.train.TrainingHistory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A notebook in a folder whose cells are lines of magics, split as the kernels split them. */
final class Lesson implements AutoCloseable {

  /** Small enough for a test, large enough for every part to hold each class. */
  static final String LEAVES = "sample:leaves,classes=3,count=12,size=64";

  static final String SUBJECT = LEAVES + " (train 26, val 5, test 5 sealed)";

  private static final Pattern WORD = Pattern.compile("[^\\s\"]*\"[^\"]*(?:\"|$)|[^\\s\"]+");

  final Path folder;
  final RecordingNotebook notebook = new RecordingNotebook();
  final Session session;

  Lesson(Path folder) {
    this(folder, Map.of());
  }

  Lesson(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.session = new Session(notebook, folder, environment);
  }

  /** Runs a cell that holds one line, such as {@code %finetune --epochs 2}. */
  @Nullable Object run(String line) {
    notebook.clear();
    return runOn(line);
  }

  /** Runs a line in the cell that is running. */
  @Nullable Object runOn(String line) {
    List<String> words =
        WORD.matcher(line)
            .results()
            .map(match -> match.group().replace("\"", "").replace("\\", ""))
            .toList();
    return session.line(words.get(0).substring(1), words.subList(1, words.size()));
  }

  /** Runs several cells. */
  Lesson cells(String... lines) {
    for (String line : lines) {
      run(line);
    }
    return this;
  }

  TrainingHistory finetune(String options) {
    return (TrainingHistory) result(run(("%finetune " + options).strip()));
  }

  static Object result(@Nullable Object result) {
    if (result == null) {
      throw new AssertionError("the magic returned nothing");
    }
    return result;
  }

  /** Returns what the last cell left to see: the same on a slow machine, which shows progress. */
  String output() {
    StringBuilder output = new StringBuilder();
    notebook.left().forEach(each -> output.append(each.text()).append("\n"));
    return output.toString();
  }

  /** Returns the last of what the last cell left to see. */
  String lastOutput() {
    List<MimeBundle> left = notebook.left();
    return left.get(left.size() - 1).text();
  }

  /** Returns the first line of the last cell's output. */
  String firstLine() {
    return output().lines().findFirst().orElse("");
  }

  /** Returns the numbers of the runs that are kept, in order. */
  List<String> runs() throws IOException {
    Path runs = folder.resolve(".graft").resolve("runs");
    if (!Files.exists(runs)) {
      return List.of();
    }
    try (var entries = Files.list(runs)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /** Draws a folder of class folders: each class has a colour of its own. */
  static Path pictures(Path folder, int each, String... classes) throws IOException {
    for (int label = 0; label < classes.length; label++) {
      Files.createDirectories(folder.resolve(classes[label]));
      for (int i = 0; i < each; i++) {
        picture(folder.resolve(classes[label]).resolve(i + ".png"), label, i);
      }
    }
    return folder;
  }

  /** Draws one picture. */
  static Path picture(Path file, int label, int variant) throws IOException {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.getHSBColor(label / 4f, 0.8f, 0.9f));
    graphics.fillRect(0, 0, 40, 40);
    graphics.setColor(Color.getHSBColor(variant / 16f, 0.6f, 0.4f));
    graphics.fillOval(variant % 8, label * 6, 16, 16);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Override
  public void close() {
    session.close();
  }
}
