package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.LabeledDataset;
import graft.data.Part;
import graft.tiny.ResidentMemory;
import graft.train.FineTuneOptions.Augment;
import graft.train.FreezePolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook's cells are run again and again: what a closed model held must be free again. */
class ReloadMemoryTest {

  private static final int WARM_UP = 5;
  private static final int TIMES = 20;

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
  void residentMemoryStaysFlatOverTwentyModels() {
    ResidentMemory.require();
    LabeledDataset leaves = Graft.data("sample:leaves,classes=3,count=12,size=64");
    long afterWarmUp = 0;

    for (int time = 1; time <= TIMES; time++) {
      loadAndTrain(leaves);
      afterWarmUp = time == WARM_UP ? ResidentMemory.kilobytes() : afterWarmUp;
    }

    assertThat(ResidentMemory.kilobytes()).isLessThan((long) (1.05 * afterWarmUp));
  }

  private static void loadAndTrain(LabeledDataset leaves) {
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      model.freeze(FreezePolicy.from("layer4"));
      Graft.fineTune(model, leaves).epochs(1).augment(Augment.NONE).run();
      Graft.evaluate(model, leaves, Part.VALIDATION);
    }
  }
}
