package graft.feature;

import static org.assertj.core.api.Assertions.assertThat;

import graft.tensor.FloatTensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureCacheTest {

  private static final FeatureSpec SPEC =
      new FeatureSpec("Tiny", "weights", "numbers", 2, "eval", "f32", "test");

  /** Ten floats, 40 bytes. */
  private static final Map<String, FloatTensor> TEN = Map.of("maps", FloatTensor.of(new float[10]));

  @Test
  void keepsByContentAndSpec() {
    FeatureCache cache = new FeatureCache(1000);
    FeatureSpec deeper = new FeatureSpec("Tiny", "weights", "numbers", 1, "eval", "f32", "test");

    cache.put(SPEC, "a", TEN);

    assertThat(cache.find(SPEC, "a")).contains(TEN);
    assertThat(cache.find(SPEC, "b")).isEmpty();
    assertThat(cache.find(deeper, "a")).isEmpty();
  }

  @Test
  void leastRecentlyUsedGoFirst() {
    FeatureCache cache = new FeatureCache(80);
    cache.put(SPEC, "a", TEN);
    cache.put(SPEC, "b", TEN);
    cache.find(SPEC, "a");

    cache.put(SPEC, "c", TEN);

    assertThat(cache.find(SPEC, "a")).isPresent();
    assertThat(cache.find(SPEC, "b")).isEmpty();
    assertThat(cache.find(SPEC, "c")).isPresent();
  }

  @Test
  void budgetCountsBytesNotEntries() {
    FeatureCache cache = new FeatureCache(80);
    cache.put(SPEC, "a", TEN);
    cache.put(SPEC, "b", TEN);

    cache.put(SPEC, "c", Map.of("maps", FloatTensor.of(new float[20])));

    assertThat(cache.find(SPEC, "a")).isEmpty();
    assertThat(cache.find(SPEC, "b")).isEmpty();
    assertThat(cache.find(SPEC, "c")).isPresent();
  }

  @Test
  void replacingDoesNotCountTwice() {
    FeatureCache cache = new FeatureCache(80);
    cache.put(SPEC, "a", TEN);
    for (int i = 0; i < 5; i++) {
      cache.put(SPEC, "b", TEN);
    }

    assertThat(cache.find(SPEC, "a")).isPresent();
  }

  @Test
  void whatIsLargerThanTheBudgetIsNotKept() {
    FeatureCache cache = new FeatureCache(39);

    cache.put(SPEC, "a", TEN);

    assertThat(cache.find(SPEC, "a")).isEmpty();
  }

  @Test
  void defaultIsAQuarterOfTheHeap() {
    assertThat(FeatureCache.ofDefaultSize().budgetBytes())
        .isEqualTo(Runtime.getRuntime().maxMemory() / 4);
  }
}
