package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.LabeledDataset;
import graft.train.CheckpointFiles.Pace;
import graft.train.DivergenceException;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FreezePolicy;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that trains nothing leaves a model as it was: weights, classes and policy. */
class UntrainedRunTest {

  private static final String STOPPED =
      "nothing was trained: the run was stopped before the end of its first epoch;"
          + " model and policy are as they were before it";

  @TempDir private Path folder;
  private TransferModel model;
  private LabeledDataset data;

  @BeforeEach
  void open() {
    Graft.workspace(Workspace.beside(folder));
    model = Graft.pretrained("graft-nano");
    data = Graft.data("sample:leaves,classes=3,count=10,size=64");
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void modelAsLoadedThatIsStoppedWhileAllIsPrepared() {
    State before = State.of(model);

    TrainingHistory history = stopped(Recipe.FULL, Stop.PREPARING);

    assertThat(history.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(history.warnings()).contains(STOPPED);
    assertThat(history.run()).isZero();
    assertThat(State.of(model)).isEqualTo(before);
    assertThat(Graft.workspace().runs().runs()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void modelAsLoadedThatIsStoppedInItsFirstEpoch(Recipe recipe) {
    State before = State.of(model);

    TrainingHistory history = stopped(recipe, Stop.FIRST_BATCH);

    assertThat(history.warnings()).contains(STOPPED);
    assertThat(State.of(model)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Stop.class)
  void trainedModelKeepsWhatItLearned(Stop stop) {
    Graft.fineTune(model, data).epochs(2).run();
    State before = State.of(model);

    stopped(Recipe.FULL, stop);

    assertThat(State.of(model)).isEqualTo(before);
    assertThat(before.policy()).isEqualTo(FreezePolicy.backbone());
    Graft.predict(model, "sample:leaves,classes=3,count=2");
  }

  @ParameterizedTest
  @EnumSource(Stop.class)
  void continuedModelKeepsWhatItLearned(Stop stop) {
    Graft.fineTune(model, data).epochs(2).run();
    State before = State.of(model);

    Graft.fineTune(model, data).recipe(Recipe.FULL).continuing().listener(stop.listener()).run();

    assertThat(State.of(model)).isEqualTo(before);
  }

  @Test
  void runThatFailsInItsFirstEpochLeavesWhatWas() {
    Graft.fineTune(model, data).epochs(2).run();
    State before = State.of(model);

    assertThatThrownBy(
            () -> Graft.fineTune(model, data).recipe(Recipe.FULL).learningRate(1e9).run())
        .isInstanceOf(DivergenceException.class);

    assertThat(State.of(model)).isEqualTo(before);
  }

  @Test
  void runThatIsRefusedLeavesWhatWas() {
    Graft.fineTune(model, data).epochs(2).run();
    State before = State.of(model);

    assertThatThrownBy(
            () ->
                Graft.fineTune(model, data)
                    .recipe(Recipe.FULL)
                    .epochs(1)
                    .listener(
                        new RunListener() {
                          @Override
                          public void preparing(
                              TrainingHistory history, String what, int done, int total) {
                            throw new IllegalStateException("refused");
                          }
                        })
                    .run())
        .hasMessage("refused");

    assertThat(State.of(model)).isEqualTo(before);
  }

  @Test
  void continuedRunGoesOnInItsSession() {
    Graft.fineTune(model, data).epochs(2).run();
    String start = model.weightsHash();
    TrainingHistory whole = continued().run();
    String expected = model.weightsHash();

    try (TransferModel again = Graft.pretrained("run:1")) {
      again.rename(model.name());
      assertThat(again.weightsHash()).isEqualTo(start);
      Graft.workspace().runs().clean(0);
      TrainingHistory cut = continued(again).listener(new After(2)).run();
      assertThat(cut.outcome()).isEqualTo(Outcome.INTERRUPTED);
      assertThat(cut.epochs()).hasSize(2);
      assertThat(again.weightsHash()).isNotEqualTo(start);

      TrainingHistory resumed = continued(again).resuming().run();

      assertThat(resumed.start()).isEqualTo("resumes run %d at epoch 3".formatted(cut.run()));
      assertThat(resumed.epochs().stream().map(epoch -> epoch.values()).toList())
          .isEqualTo(whole.epochs().stream().map(epoch -> epoch.values()).toList());
      assertThat(resumed.receipt()).isEqualTo(whole.receipt());
      assertThat(again.weightsHash()).isEqualTo(expected);
    }
  }

  @Test
  void continuedRunThatHadEndedIsReturned() {
    Graft.fineTune(model, data).epochs(2).run();
    TrainingHistory whole = continued().run();
    String weights = model.weightsHash();

    assertThat(continued().resuming().run()).isEqualTo(whole);

    assertThat(model.weightsHash()).isEqualTo(weights);
  }

  private FineTuneRun continued() {
    return continued(model);
  }

  private FineTuneRun continued(TransferModel of) {
    return Graft.fineTune(of, data)
        .recipe(Recipe.FULL)
        .epochs(4)
        .precision(PrecisionChoice.F32)
        .continuing()
        .checkpoints(new Pace(0, 30, false));
  }

  private TrainingHistory stopped(Recipe recipe, Stop stop) {
    return Graft.fineTune(model, data)
        .recipe(recipe)
        .epochs(4)
        .precision(PrecisionChoice.F32)
        .listener(stop.listener())
        .run();
  }

  /** What a run must not change where it trains nothing. */
  private record State(
      String weights, FreezePolicy policy, Object classes, int run, boolean trained) {

    static State of(TransferModel model) {
      return new State(
          model.weightsHash(), model.policy(), model.classes(), model.run(), model.trained());
    }
  }

  /** When a user stops a run. */
  private enum Stop {
    PREPARING(what -> true),
    FIRST_BATCH(what -> what.equals("batch"));

    private final Predicate<String> moment;

    Stop(Predicate<String> moment) {
      this.moment = moment;
    }

    RunListener listener() {
      return new RunListener() {
        private String last = "preparing";

        @Override
        public void batchEnded(TrainingHistory history, BatchProgress progress) {
          last = "batch";
        }

        @Override
        public boolean stopRequested() {
          return moment.test(last);
        }
      };
    }
  }

  /** Stops after some epochs. */
  private static final class After implements RunListener {

    private final int epochs;
    private int ended;

    After(int epochs) {
      this.epochs = epochs;
    }

    @Override
    public void epochEnded(TrainingHistory history) {
      ended = history.epochs().size();
    }

    @Override
    public boolean stopRequested() {
      return ended >= epochs;
    }
  }
}
