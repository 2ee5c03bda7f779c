package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.data.BatchSource;
import graft.data.ClassBalance;
import graft.data.Mixup;
import graft.data.Target;
import graft.task.Classification;
import graft.task.CrossEntropyLoss;
import graft.task.Network;
import graft.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trains what make_parity.py trains in plain PyTorch, and compares every batch's loss. */
class TrainingParityTest {

  private static final double SHARE = 1e-4;
  private static final int STEPS = 50;

  private static final BatchSource TRAINING = ParityInputs.pictures(38, 0);
  private static final BatchSource VALIDATION = ParityInputs.pictures(16, 1);

  static List<ParityCase> cases() {
    return ParityCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void fiftyStepsLoseWhatTorchLoses(ParityCase expected) {
    List<Double> losses = new ArrayList<>();

    Fit fit = train(expected, losses);

    assertThat(expected.training()).hasSize(STEPS);
    assertClose(losses, expected.training());
    List<Double> validation =
        fit.epochs().stream().map(epoch -> epoch.values().get("validation loss")).toList();
    assertClose(validation, expected.validation());
  }

  private static Fit train(ParityCase expected, List<Double> losses) {
    try (Network network = ParityInputs.network()) {
      Task task =
          new Classification(
              ParityInputs.CLASSES,
              network.heads().get(0),
              loss(expected),
              new float[ParityInputs.CLASSES]);
      return new FineTuner(network, task, expected.plan(network))
          .fit(
              Map.of(Task.ONLY, training(expected)),
              Map.of(Task.ONLY, VALIDATION),
              0,
              new TrainingListener() {
                @Override
                public void batchEnded(int epoch, int batch, int batches, double loss) {
                  losses.add(loss);
                }
              });
    }
  }

  private static void assertClose(List<Double> actual, List<Double> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i))
          .as("loss %s", i)
          .isCloseTo(expected.get(i), within(SHARE * expected.get(i)));
    }
  }

  private static CrossEntropyLoss loss(ParityCase expected) {
    return new CrossEntropyLoss(
        expected.smoothing(),
        expected.balance().equals("weights")
            ? ClassBalance.weights(counts(TRAINING))
            : new float[0]);
  }

  private static List<Integer> counts(BatchSource source) {
    Integer[] counts = new Integer[ParityInputs.CLASSES];
    Arrays.fill(counts, 0);
    source.examples().forEach(each -> counts[((Target.OneClass) each.target()).index()]++);
    return List.of(counts);
  }

  private static BatchSource training(ParityCase expected) {
    return expected.mixup() > 0
        ? new Mixup(TRAINING, expected.mixup(), ParityInputs.CLASSES)
        : TRAINING;
  }
}
