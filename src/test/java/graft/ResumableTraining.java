package graft;

import graft.data.LabeledDataset;
import graft.train.CheckpointFiles.Pace;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Trains in a process of its own, from the newest checkpoint where there is one, and says when its
 * first batch is done and how it ended. It keeps a checkpoint after each step.
 */
final class ResumableTraining {

  static final String FIRST_BATCH = "first batch";

  private static final Pace EACH_STEP = new Pace(0, 0, false);

  private ResumableTraining() {}

  /** What is trained. */
  enum Kind {
    TWO_STEP(Recipe.TWO_STEP),
    GRADUAL(Recipe.GRADUAL),
    /** The first one, which its time limit may end in any epoch. */
    LIMITED(Recipe.TWO_STEP);

    private final Recipe recipe;

    Kind(Recipe recipe) {
      this.recipe = recipe;
    }

    private FineTuneRun of(FineTuneRun run) {
      run.recipe(recipe).epochs(6).batch(4);
      return switch (this) {
        case TWO_STEP -> run;
        case GRADUAL -> run.with(TrainingOption.EVERY, 1);
        case LIMITED -> run.timeLimit(Duration.ofSeconds(2));
      };
    }
  }

  /**
   * @param arguments the folder beside which everything is kept, and what is trained
   */
  public static void main(String[] arguments) {
    Graft.threads(1);
    Graft.workspace(Workspace.beside(Path.of(arguments[0])));
    LabeledDataset data = Graft.data("sample:leaves,classes=2,count=8,size=64");
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      FineTuneRun run = Kind.valueOf(arguments[1]).of(Graft.fineTune(model, data));
      TrainingHistory history =
          run.with(TrainingOption.DROPOUT, 0.2)
              .precision(PrecisionChoice.F32)
              .resuming()
              .checkpoints(EACH_STEP)
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
