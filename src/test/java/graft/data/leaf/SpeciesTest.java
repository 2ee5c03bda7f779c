package graft.data.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpeciesTest {

  private static final int SIDE = 24;
  private static final Point MIDDLE = new Point(0.5, 0.5);

  /** The nearest mean silhouette of the even leaves names nearly all odd ones. */
  @Test
  void outlinesTellTheSpeciesApart() {
    float[][] means = new float[Species.values().length][];
    for (Species species : Species.values()) {
      means[species.ordinal()] = mean(IntStream.range(0, 20).mapToObj(i -> blade(species, 2L * i)));
    }

    int right = 0;
    for (Species species : Species.values()) {
      for (int i = 0; i < 20; i++) {
        right += nearest(means, blade(species, 2L * i + 1)) == species.ordinal() ? 1 : 0;
      }
    }

    assertThat(right / 200.0).isGreaterThan(0.85);
  }

  @ParameterizedTest
  @EnumSource
  void growsLeavesThatDifferAndFillTheirBox(Species species) {
    LeafShape first = species.grow(new LeafRandom(1));
    LeafShape second = species.grow(new LeafRandom(2));

    assertThat(first).isNotEqualTo(second);
    assertThat(first).isEqualTo(species.grow(new LeafRandom(1)));
    assertThat(extent(first.blades())).isCloseTo(1, within(0.25));
  }

  private static double extent(List<List<Point>> blades) {
    double top = blades.stream().flatMap(List::stream).mapToDouble(Point::y).max().orElseThrow();
    double low = blades.stream().flatMap(List::stream).mapToDouble(Point::y).min().orElseThrow();
    double wide = blades.stream().flatMap(List::stream).mapToDouble(Point::x).max().orElseThrow();
    return Math.max(top - low, 2 * wide);
  }

  private static float[] blade(Species species, long seed) {
    LeafShape shape = species.grow(new LeafRandom(seed)).mapped(MIDDLE::plus, 1);
    Coverage coverage = Coverage.of(shape.blades(), SIDE);
    float[] shares = new float[SIDE * SIDE];
    for (int pixel = 0; pixel < shares.length; pixel++) {
      shares[pixel] = coverage.at(pixel);
    }
    return shares;
  }

  private static float[] mean(Stream<float[]> blades) {
    float[] sum = new float[SIDE * SIDE];
    blades.forEach(
        blade -> {
          for (int pixel = 0; pixel < sum.length; pixel++) {
            sum[pixel] += blade[pixel] / 20;
          }
        });
    return sum;
  }

  private static int nearest(float[][] means, float[] blade) {
    int best = 0;
    for (int i = 1; i < means.length; i++) {
      best = distance(means[i], blade) < distance(means[best], blade) ? i : best;
    }
    return best;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
