package graft.feature;

import graft.data.BatchSource;
import graft.data.Example;
import graft.weights.FileHash;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * Names the features of one view of one example: the first 128 bits of a SHA-256 over all that
 * decides them. The example's place does not, so that moved files keep their features; its id does
 * where a view is drawn, since draws go by id.
 */
record FeatureKey(long high, long low) implements Comparable<FeatureKey> {

  static final int BYTES = 16;

  private static final Comparator<FeatureKey> ORDER =
      Comparator.comparingLong(FeatureKey::high).thenComparingLong(FeatureKey::low);

  static FeatureKey of(String spec, BatchSource source, int index, long seed, int epoch) {
    Example example = source.examples().get(index);
    String fixed = spec + "\n" + example.contentHash();
    return source.views() == 1
        ? of(fixed)
        : of(String.join("\n", fixed, "" + seed, "" + source.view(epoch), example.id()));
  }

  static FeatureKey of(String text) {
    String hash = FileHash.sha256(text.getBytes(StandardCharsets.UTF_8));
    return new FeatureKey(
        HexFormat.fromHexDigitsToLong(hash, 0, 16), HexFormat.fromHexDigitsToLong(hash, 16, 32));
  }

  @Override
  public int compareTo(FeatureKey other) {
    return ORDER.compare(this, other);
  }
}
