package graft.magics.session;

import graft.Graft;
import graft.TransferModel;
import graft.backbone.BackboneCatalog;
import graft.data.Division;
import graft.data.FileNames;
import graft.data.LabeledDataset;
import graft.data.LeafSamples;
import graft.data.Splits;
import graft.data.Watch;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns what users type into live models and data sets. A name from {@code --as} comes first, then
 * a path, then {@code sample:…} and {@code run:3}; the name of a run's history stands for the model
 * that the run trained.
 */
final class Operands {

  static final String RUN = "run:";

  private final CellDisplay notebook;
  private final State state;
  private final Settings settings;

  Operands(CellDisplay notebook, State state, Settings settings) {
    this.notebook = notebook;
    this.state = state;
    this.settings = settings;
  }

  /** Returns a model: the current one, or the default backbone where none was loaded yet. */
  TransferModel model(@Nullable String operand) {
    return operand == null
        ? state.model().orElseGet(() -> loaded(BackboneCatalog.DEFAULT))
        : state.live(operand).orElseGet(() -> loaded(operand));
  }

  /** Makes the model that an operand names the current one. */
  TransferModel current(String operand) {
    TransferModel model = model(operand);
    state.use(model);
    return model;
  }

  /**
   * Works with a trained model, and does not change which one is current: a run that an operand
   * names is brought back for this one time.
   *
   * @throws IllegalStateException if there is no model, or its head was never trained
   */
  <T> T with(@Nullable String operand, Function<TransferModel, T> work) {
    Optional<TransferModel> live = operand == null ? state.model() : state.live(operand);
    if (live.isPresent()) {
      return withTrained(live.get(), work);
    }
    if (operand == null) {
      throw new IllegalStateException("no model yet; load one with %pretrained graft-nano");
    }
    try (TransferModel once = load(operand)) {
      once.rename(operand);
      return withTrained(once, work);
    }
  }

  private static <T> T withTrained(TransferModel model, Function<TransferModel, T> work) {
    model.requireTrained();
    return work.apply(model);
  }

  /** Loads a model afresh; the name of a run's history stands for that run and no other. */
  TransferModel load(String operand) {
    return state.run(operand).map(Graft::pretrained).orElseGet(() -> Graft.pretrained(operand));
  }

  private TransferModel loaded(String operand) {
    TransferModel model = load(operand);
    state.add(model);
    return model;
  }

  /** Returns the data set that an operand names, else the current one. */
  LabeledDataset data(@Nullable String operand) {
    if (operand != null) {
      return other(operand);
    }
    return state
        .data()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no data yet; open some with %data photos/ or %data sample:leaves"));
  }

  /** Returns the current data set, or the one that the model's run was trained on. */
  LabeledDataset dataFor(TransferModel model, @Nullable String operand) {
    if (operand != null || state.data().isPresent() || model.run() == 0) {
      return data(operand);
    }
    ProgressLine line = new ProgressLine(notebook, "data of run " + model.run());
    LabeledDataset data = Graft.trainingData(model, new Watch(line, notebook::stopRequested));
    state.use(data);
    return data;
  }

  /** Returns a data set that an operand names, without making it the current one. */
  LabeledDataset other(String operand) {
    return named(operand).orElseGet(() -> opened(operand));
  }

  /**
   * Returns a data set by a name from {@code --as}, or by how outputs call it where nothing lies at
   * that path: what lies there may have changed since.
   */
  Optional<LabeledDataset> named(String operand) {
    Optional<LabeledDataset> named = state.result(operand, LabeledDataset.class);
    boolean elsewhere =
        LeafSamples.isName(operand) || Files.exists(FileNames.resolve(settings.folder(), operand));
    return named.isPresent() || elsewhere ? named : state.data(operand);
  }

  private LabeledDataset opened(String operand) {
    if (operand.startsWith(RUN)) {
      throw new IllegalArgumentException(
          "%s names a run, which is a model; give a data set".formatted(operand));
    }
    return open(operand, Division.automatic().orSeed(settings.seed(Splits.DEFAULT_SEED)));
  }

  /**
   * Opens a data set, showing how far it is.
   *
   * @throws IllegalArgumentException also if the operand names one that is open: it has its parts
   */
  LabeledDataset open(String operand, Division division) {
    if (named(operand).isPresent()
        && !Files.exists(FileNames.resolve(settings.folder(), operand))) {
      throw new IllegalArgumentException(
          "%s is open already and has its parts; give the path that it was opened from, with the same options"
              .formatted(operand));
    }
    ProgressLine line = new ProgressLine(notebook, operand);
    return Graft.data(operand, division, new Watch(line, notebook::stopRequested));
  }
}
