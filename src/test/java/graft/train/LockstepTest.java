package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.BatchSource;
import graft.tiny.TinyExamples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockstepTest {

  private static final BatchSource TEN = TinyExamples.pictures(10, 2, 1, 0);
  private static final BatchSource THREE = TinyExamples.pictures(3, 2, 1, 1);

  @Test
  void everyExampleComesOnceAndTheLastBatchIsSmaller() {
    Lockstep pass = new Lockstep(Map.of("a", TEN), 4, 7, 1);

    assertThat(pass.steps()).isEqualTo(3);
    assertThat(pass.step(2).get("a").size()).isEqualTo(2);
    assertThat(ids(pass, "a")).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void orderDependsOnSeedAndEpochOnly() {
    List<String> order = ids(new Lockstep(Map.of("a", TEN), 4, 7, 1), "a");

    assertThat(ids(new Lockstep(Map.of("a", TEN), 4, 7, 1), "a")).isEqualTo(order);
    assertThat(ids(new Lockstep(Map.of("a", TEN), 3, 7, 1), "a")).isEqualTo(order);
    assertThat(ids(new Lockstep(Map.of("a", TEN), 4, 7, 2), "a")).isNotEqualTo(order);
    assertThat(ids(new Lockstep(Map.of("a", TEN), 4, 8, 1), "a")).isNotEqualTo(order);
  }

  @Test
  void passOutsideOfTrainingKeepsTheSourcesOrder() {
    Lockstep pass = new Lockstep(Map.of("a", TEN), 4, 7, 0);

    assertThat(ids(pass, "a")).isEqualTo(TEN.examples().stream().map(e -> e.id()).toList());
  }

  @Test
  void shorterSourcesBeginAgain() {
    Map<String, BatchSource> sources = new LinkedHashMap<>();
    sources.put("long", TEN);
    sources.put("short", THREE);

    Lockstep pass = new Lockstep(sources, 2, 7, 1);

    assertThat(pass.steps()).isEqualTo(5);
    assertThat(ids(pass, "long")).hasSize(10).doesNotHaveDuplicates();
    assertThat(sizes(pass, "short")).containsExactly(3, 3, 3, 3, 3);
  }

  @Test
  void batchLargerThanTheSource() {
    assertThat(sizes(new Lockstep(Map.of("a", THREE), 100, 7, 1), "a")).containsExactly(3);
  }

  private static List<String> ids(Lockstep pass, String source) {
    List<String> ids = new ArrayList<>();
    for (int step = 0; step < pass.steps(); step++) {
      ids.addAll(pass.step(step).get(source).ids());
    }
    return ids;
  }

  /** A norm cannot measure how a single number varies. */
  @Test
  void singleExampleThatIsLeftOverJoinsTheBatchBeforeInTrainingOnly() {
    assertThat(sizes(new Lockstep(Map.of("a", TEN), 3, 7, 1), "a")).containsExactly(3, 3, 4);
    assertThat(sizes(new Lockstep(Map.of("a", TEN), 3, 7, 0), "a")).containsExactly(3, 3, 3, 1);
    assertThat(sizes(new Lockstep(Map.of("a", THREE), 1, 7, 1), "a")).containsExactly(1, 1, 1);
  }

  private static List<Integer> sizes(Lockstep pass, String source) {
    List<Integer> sizes = new ArrayList<>();
    for (int step = 0; step < pass.steps(); step++) {
      sizes.add(pass.step(step).get(source).size());
    }
    return sizes;
  }
}
