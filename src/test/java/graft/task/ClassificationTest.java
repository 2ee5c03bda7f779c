package graft.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import graft.data.Batch;
import graft.data.Target;
import graft.engine.Torch;
import graft.head.Head;
import graft.head.LinearHead;
import graft.tensor.FloatTensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClassificationTest {

  private static final Head HEAD = LinearHead.overMaps("fc", "maps", 4, 2);
  private static final float[][] LOGITS = {{0, 0}, {2, 0}};
  private static final List<Target> CLASSES =
      List.of(new Target.OneClass(0), new Target.OneClass(1));

  private final NDManager scratch = Torch.newManager(Device.cpu());

  @AfterEach
  void close() {
    scratch.close();
  }

  @Test
  void trainingSmoothsAndValidationDoesNot() {
    Classification task =
        new Classification(2, HEAD, new CrossEntropyLoss(0.5, new float[0]), new float[2]);

    double plain = (Math.log(2) + Math.log1p(Math.exp(2))) / 2;
    double smoothed = (Math.log(2) + Math.log1p(Math.exp(2)) - 0.25 * 2) / 2;
    assertThat(loss(task.validation(), CLASSES)).isCloseTo(plain, within(1e-6));
    assertThat(loss(task.objective(), CLASSES)).isCloseTo(smoothed, within(1e-6));
  }

  /** A shift by the logarithm of 3 makes the first of two even classes three times as likely. */
  @Test
  void validationPutsTheRealSharesBack() {
    Classification task =
        new Classification(2, HEAD, CrossEntropyLoss.PLAIN, new float[] {(float) Math.log(3), 0});

    double shifted = (-Math.log(0.75) + Math.log1p(3 * Math.exp(2))) / 2;
    double plain = (Math.log(2) + Math.log1p(Math.exp(2))) / 2;
    assertThat(loss(task.validation(), CLASSES)).isCloseTo(shifted, within(1e-6));
    assertThat(loss(task.objective(), CLASSES)).isCloseTo(plain, within(1e-6));
  }

  @Test
  void mixedTargetsAreLearnedByTheirShares() {
    List<Target> half =
        List.of(
            new Target.Soft(FloatTensor.of(0.5f, 0.5f)),
            new Target.Soft(FloatTensor.of(0.5f, 0.5f)));

    double expected = (Math.log(2) + Math.log1p(Math.exp(2)) - 1) / 2;
    assertThat(loss(new Classification(2, HEAD).objective(), half))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void mixedTargetsCountAsTheirLargestShare() {
    Outputs outputs =
        new Outputs(
            List.of("a", "b"),
            List.of(
                new Target.Soft(FloatTensor.of(0.4f, 0.6f)),
                new Target.Soft(FloatTensor.of(0.6f, 0.4f))),
            new FloatTensor(new long[] {2, 2}, new float[] {0, 1, 0, 1}));

    assertThat(new Classification(2, HEAD).measure(Task.ONLY, Map.of("fc", outputs)))
        .containsEntry(Classification.ACCURACY, 0.5);
  }

  private double loss(Objective objective, List<Target> targets) {
    Batch batch = new Batch(Map.of(), targets, new float[] {1, 1}, List.of("a", "b"));
    StepOutputs outputs = new StepOutputs(batch, Map.of("fc", scratch.create(LOGITS)));
    return objective.terms(Map.of(Task.ONLY, outputs)).get(0).value().toFloatArray()[0];
  }
}
