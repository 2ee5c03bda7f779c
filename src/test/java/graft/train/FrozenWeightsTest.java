package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.BatchSource;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is frozen stays bit for bit as it was; all else moves. */
class FrozenWeightsTest {

  private static final BatchSource PICTURES = TinyExamples.pictures(16, 2, 32, 1);

  private final TinyTraining tiny = TinyTraining.resNet(4, 32);
  private final Map<String, FloatTensor> before = tiny.weights();

  @AfterEach
  void close() {
    tiny.close();
  }

  @Test
  void frozenBackbone() {
    assertThat(movedBy(FreezePolicy.backbone())).containsExactly("fc.bias", "fc.weight");
  }

  @Test
  void fromAStage() {
    assertThat(movedBy(FreezePolicy.from("layer4")))
        .isEqualTo(names(name -> name.startsWith("layer4.") || name.matches("fc\\.[wb].*")));
  }

  @Test
  void everythingWithNormsStandingStill() {
    FreezePolicy policy =
        FreezePolicy.nothing(tiny.network.backbone()).withTrainableNormsMoving(false);

    assertThat(movedBy(policy)).isEqualTo(names(name -> !name.contains("running")));
  }

  @Test
  void everything() {
    assertThat(movedBy(FreezePolicy.nothing(tiny.network.backbone())))
        .isEqualTo(names(name -> !name.startsWith("fc.standardize")));
  }

  @Test
  void movingNormsOfFrozenStagesMoveStatisticsOnly() {
    FreezePolicy policy = FreezePolicy.backbone().withFrozenNormsMoving(true);

    assertThat(movedBy(policy))
        .isEqualTo(
            names(
                name ->
                    (name.contains("running") && !name.startsWith("fc."))
                        || name.matches("fc\\.[wb].*")));
  }

  private Set<String> movedBy(FreezePolicy policy) {
    TinyTraining.fit(tiny.tuner(policy, TinyTraining.plan(1, 1e-2)), PICTURES, PICTURES);

    Set<String> moved = new TreeSet<>(before.keySet());
    moved.removeIf(name -> tiny.network.tensors().read(name).equals(before.get(name)));
    return moved;
  }

  private Set<String> names(Predicate<String> wanted) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.removeIf(wanted.negate());
    return names;
  }
}
