package graft.feature;

import graft.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small rows to keep: number n consists of the float n, ten times. */
final class Rows {

  static final FeatureSpec SPEC = spec("weights");

  /** Two bytes, the name's length, name, kind, axes and axis, then the floats. */
  static final int BYTES = 2 + 2 + 4 + 2 + 4 + 40;

  private Rows() {}

  static FeatureSpec spec(String weights) {
    return new FeatureSpec("Tiny", "text", weights, "numbers", 2, "eval", "f32", "test");
  }

  static FeatureKey key(int number) {
    return FeatureKey.of("row " + number);
  }

  static FeatureRow row(int number) {
    float[] values = new float[10];
    Arrays.fill(values, number);
    FloatTensor maps = new FloatTensor(new long[] {1, 10}, values);
    return FeatureRow.split(Map.of("maps", maps), 1).get(0);
  }

  /** Puts the rows from one number to before another one, and writes them. */
  static void keep(FeatureCache cache, FeatureSpec spec, int from, int to) {
    FeatureShelf shelf = cache.shelf(spec);
    for (int i = from; i < to; i++) {
      shelf.put(key(i), row(i));
    }
    shelf.flush();
  }

  /** Returns whether a shelf gives a row, and as it was put. */
  static boolean gives(FeatureShelf shelf, int number) {
    return shelf
        .find(key(number))
        .map(found -> Arrays.equals(found.bytes(), row(number).bytes()))
        .orElse(false);
  }

  static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }
}
