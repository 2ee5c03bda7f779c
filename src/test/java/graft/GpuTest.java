package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.data.LabeledDataset;
import graft.data.Part;
import graft.engine.Torch;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same code on a GPU; where PyTorch sees none, these are skipped. */
class GpuTest {

  private static final String LEAVES = "sample:leaves,classes=3,count=20";

  @TempDir private Path folder;

  @BeforeEach
  void requireGpu() {
    assumeTrue(Torch.engine().getGpuCount() > 0, "PyTorch sees no CUDA device on this machine");
    Graft.workspace(Workspace.beside(folder));
  }

  @Test
  void frozenBackboneLearnsAsOnTheCpu() {
    TrainingHistory cpu = head(DeviceChoice.CPU);
    TrainingHistory gpu = head(DeviceChoice.GPU0);

    assertThat(gpu.record()).containsEntry("device", "gpu(0)");
    assertThat(gpu.series("training loss")).hasSameSizeAs(cpu.series("training loss"));
    for (int i = 0; i < 3; i++) {
      assertThat(gpu.series("training loss")[i])
          .isCloseTo(cpu.series("training loss")[i], within(1e-3));
    }
  }

  @Test
  void everyPhaseOfARecipeTrains() {
    LabeledDataset leaves = Graft.data(LEAVES);
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      TrainingHistory history =
          Graft.fineTune(model, leaves)
              .recipe(Recipe.TWO_STEP)
              .epochs(4)
              .device(DeviceChoice.GPU0)
              .run();

      assertThat(history.receipt().kept()).isTrue();
      assertThat(history.epochs()).hasSize(4);
      assertThat(Graft.evaluate(model, leaves, Part.VALIDATION).accuracy())
          .isCloseTo(history.bestValue(), within(1e-9));
    }
  }

  private static TrainingHistory head(DeviceChoice device) {
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      return Graft.fineTune(model, Graft.data(LEAVES))
          .epochs(3)
          .precision(PrecisionChoice.F32)
          .device(device)
          .run();
    }
  }
}
