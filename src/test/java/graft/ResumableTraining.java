package graft;

import graft.data.LabeledDataset;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Trains in a process of its own, from the newest checkpoint where there is one, and says when its
 * first batch is done and how it ended.
 */
final class ResumableTraining {

  static final String FIRST_BATCH = "first batch";

  private ResumableTraining() {}

  /**
   * @param arguments the folder beside which everything is kept
   */
  public static void main(String[] arguments) {
    Graft.threads(1);
    Graft.workspace(Workspace.beside(Path.of(arguments[0])));
    LabeledDataset data = Graft.data("sample:leaves,classes=2,count=8,size=64");
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      TrainingHistory history =
          Graft.fineTune(model, data)
              .recipe(Recipe.TWO_STEP)
              .epochs(6)
              .batch(4)
              .with(TrainingOption.DROPOUT, 0.2)
              .precision(PrecisionChoice.F32)
              .resuming()
              .checkpointEvery(Duration.ZERO)
              .listener(new FirstBatch())
              .run();
      System.out.println(history.outcome());
    }
  }

  /** Says that training has begun. */
  private static final class FirstBatch implements RunListener {

    private boolean said;

    @Override
    public void batchEnded(TrainingHistory history, BatchProgress progress) {
      if (!said) {
        said = true;
        System.out.println(FIRST_BATCH);
      }
    }
  }
}
