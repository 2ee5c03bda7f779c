package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.LabeledDataset;
import graft.data.Part;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What pretraining is worth: the same network, budget and pictures, other weights to start from.
 */
class LeavesGainTest {

  @TempDir private Path folder;

  private Workspace before;

  @BeforeEach
  void open() {
    before = Graft.workspace();
    Graft.workspace(Workspace.beside(folder));
  }

  @AfterEach
  void close() {
    Graft.workspace(before);
  }

  @Test
  void frozenBackboneGainsFromPretraining() {
    LabeledDataset leaves = Graft.data("sample:leaves");

    double[] gains = IntStream.rangeClosed(1, 5).mapToDouble(seed -> gain(leaves, seed)).toArray();

    for (double gain : gains) {
      assertThat(gain).isPositive();
    }
    assertThat(IntStream.range(0, 5).mapToDouble(i -> gains[i]).average().orElseThrow())
        .isGreaterThanOrEqualTo(0.10);
  }

  private static double gain(LabeledDataset leaves, long seed) {
    try (TransferModel pretrained = Graft.pretrained("graft-nano");
        TransferModel drawn = Graft.untrained("graft-nano", seed)) {
      return accuracy(pretrained, leaves, seed) - accuracy(drawn, leaves, seed);
    }
  }

  private static double accuracy(TransferModel model, LabeledDataset leaves, long seed) {
    Graft.fineTune(model, leaves).seed(seed).run();
    return Graft.evaluate(model, leaves, Part.VALIDATION).accuracy();
  }
}
