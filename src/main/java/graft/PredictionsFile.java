package graft;

import graft.data.FileReasons;
import graft.eval.Predictions;
import graft.weights.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Writes predictions as CSV (RFC 4180, UTF-8), a row an input: id, label, probability of the label,
 * and the probability of every class, the label's among them.
 */
final class PredictionsFile {

  private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

  private PredictionsFile() {}

  static void write(Predictions predictions, Path file, String name) {
    List<String> lines = new ArrayList<>(List.of(header(predictions.classes())));
    predictions.items().forEach(item -> lines.add(line(item)));
    try {
      byte[] text = String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new GraftException(
          "predictions cannot be written to %s: %s; what was there before is unchanged"
              .formatted(name, FileReasons.of(e)),
          e);
    }
  }

  private static String header(List<String> classes) {
    StringJoiner header = new StringJoiner(",").add("id").add("label").add("probability");
    classes.forEach(label -> header.add(field("probability of " + label)));
    return header.toString();
  }

  private static String line(Predictions.Item item) {
    StringJoiner line = new StringJoiner(",");
    line.add(field(item.example().id())).add(field(item.label()));
    line.add(Double.toString(item.probability()));
    item.probabilities().forEach(each -> line.add(each.toString()));
    return line.toString();
  }

  private static String field(String text) {
    return SPECIAL.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
