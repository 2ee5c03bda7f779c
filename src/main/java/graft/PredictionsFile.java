package graft;

import graft.data.FileReasons;
import graft.eval.Predictions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes predictions as CSV (RFC 4180, UTF-8), a row an input: id, label, probability. */
final class PredictionsFile {

  private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

  private PredictionsFile() {}

  static void write(Predictions predictions, Path file, String name) {
    List<String> lines = new ArrayList<>(List.of("id,label,probability"));
    predictions.items().forEach(item -> lines.add(line(item)));
    try {
      Files.write(file, lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new GraftException(
          "predictions cannot be written to %s: %s".formatted(name, FileReasons.of(e)), e);
    }
  }

  private static String line(Predictions.Item item) {
    return "%s,%s,%s"
        .formatted(field(item.example().id()), field(item.label()), item.probability());
  }

  private static String field(String text) {
    return SPECIAL.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
