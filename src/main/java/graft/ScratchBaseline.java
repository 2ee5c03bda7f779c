package graft;

import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.SafeTensorsWeights;
import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.engine.NamedArrays;
import graft.head.Head;
import graft.task.Inference;
import graft.task.Network;
import graft.task.Outputs;
import graft.train.FreezePolicy;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import graft.weights.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * What a model's architecture reaches from random weights, everything trained, with the budget of
 * the model's run. It is trained once for a data set and budget. It never sees the test part unless
 * asked what it says of it, and that opens nothing for the model.
 */
final class ScratchBaseline {

  private final TransferModel model;
  private final LabeledDataset data;
  private final Workspace workspace;
  private final Watch watch;
  private final ScratchBudget budget;
  private final ScratchStore store;
  private final List<String> notes = new ArrayList<>();

  /**
   * @throws IllegalStateException if the record of the model's run is gone, and its budget with it
   */
  ScratchBaseline(TransferModel model, LabeledDataset data, Workspace workspace, Watch watch) {
    this.model = model;
    this.data = data;
    this.workspace = workspace;
    this.watch = watch;
    this.budget = ScratchBudget.of(run(), data);
    this.store = new ScratchStore(workspace.baselines(), budget);
  }

  private SavedRun run() {
    return workspace
        .runs()
        .find(model.identity())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "record of run %s is no longer kept, so the budget of a scratch baseline is not known; run %%finetune again"
                        .formatted(model.run())));
  }

  /**
   * Returns its logits on a part, trained before or now.
   *
   * @throws CancellationException if it was stopped
   */
  Outputs outputs(DataReader reader, Part part) {
    List<Example> examples = reader.data().part(part);
    Optional<ScratchStore.Trained> trained = store.find();
    if (trained.isEmpty()) {
      return train(reader, part);
    }
    note(trained.get(), "; kept from an earlier evaluation");
    return store.logits(part, examples).orElseGet(() -> measured(reader, part));
  }

  /** Returns how it came about, a sentence each. */
  List<String> notes() {
    return notes;
  }

  private Outputs train(DataReader reader, Part part) {
    Path place = store.begin();
    double batches = (double) reader.data().part(Part.VALIDATION).size() / budget.batch();
    ScratchClock clock = new ScratchClock(watch, batches);
    try (TransferModel scratch = Graft.untrained(model.backbone().name(), budget.seed())) {
      scratch.freeze(FreezePolicy.nothing(scratch.backbone().architecture()));
      TrainingHistory history =
          new FineTuneRun(scratch, data, workspace.withRunsIn(place.resolve("runs")))
              .options(budget.options())
              .listener(clock)
              .run();
      if (history.outcome() != Outcome.FINISHED) {
        throw new CancellationException("stopped while training the scratch baseline");
      }
      ScratchStore.Trained trained =
          new ScratchStore.Trained(budget, clock.estimate(), history.seconds());
      note(trained, "");
      Outputs outputs = score(scratch.live(), reader, part);
      NamedArrays tensors = scratch.live().tensors();
      keep(() -> store.keep(trained, tensors.read(tensors.names())));
      keep(() -> store.keep(part, outputs));
      return outputs;
    } finally {
      store.end(place);
    }
  }

  /** A baseline that cannot be kept is still a baseline. */
  private void keep(Runnable write) {
    try {
      write.run();
    } catch (GraftException e) {
      notes.add(e.getMessage());
    }
  }

  private Outputs measured(DataReader reader, Part part) {
    Architecture backbone = model.backbone().architecture();
    List<Head> heads = model.live().heads();
    List<ParameterSpec> wanted =
        Stream.concat(
                backbone.parameters().stream(),
                heads.stream().flatMap(head -> head.parameters().stream()))
            .toList();
    NamedArrays tensors = new NamedArrays(model.live().device());
    new SafeTensorsWeights("scratch baseline", "", () -> SafeTensors.open(store.weights()))
        .read(wanted, tensors::put);
    try (Network network = new Network(backbone, heads, tensors)) {
      Outputs outputs = score(network, reader, part);
      keep(() -> store.keep(part, outputs));
      return outputs;
    }
  }

  private static Outputs score(Network network, DataReader reader, Part part) {
    Head head = network.heads().get(0);
    return Inference.outputs(network, List.of(head), reader.part(part), 0).get(head.name());
  }

  private void note(ScratchStore.Trained trained, String addition) {
    notes.add(
        "scratch: %s from random weights, all layers trained (%s) in %s, estimated %s%s"
            .formatted(
                budget.architecture(),
                budget.words(),
                ScratchClock.words(trained.seconds()),
                ScratchClock.words(trained.estimated()),
                addition));
  }
}
