package graft;

import ai.djl.Device;
import graft.backbone.Backbone;
import graft.backbone.ModelCard;
import graft.backbone.ParameterSpec;
import graft.backbone.RandomWeights;
import graft.backbone.SafeTensorsWeights;
import graft.backbone.WeightSource;
import graft.data.Exposure;
import graft.engine.NamedArrays;
import graft.head.Head;
import graft.head.LinearHead;
import graft.metric.PriorShift;
import graft.task.Classification;
import graft.task.Network;
import graft.train.FreezePolicy;
import graft.train.FreezeSummary;
import graft.train.RunIdentity;
import graft.train.SavedRun;
import graft.weights.TensorHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pretrained backbone with a head of its own, its live weights, and the freeze policy of the next
 * run. It takes native memory: whoever loads it closes it; in a notebook the session does when the
 * model is replaced.
 */
public final class TransferModel implements AutoCloseable {

  private final Backbone backbone;
  private final WeightSource start;
  private final List<String> startClasses;
  private final RunIdentity startRun;
  private List<String> damage = List.of();
  private String name;
  private FreezePolicy policy;
  private List<String> classes;
  private RunIdentity run;
  private String metric = Classification.ACCURACY;
  private List<Float> logPriorShift = List.of();
  private Exposure startExposure = Exposure.NONE;
  private Exposure exposure = Exposure.NONE;
  private Network network;
  private @Nullable Former former;
  private @Nullable UnkeptRun unkept;
  private boolean closed;

  private TransferModel(
      Backbone backbone, WeightSource start, List<String> startClasses, RunIdentity startRun) {
    this.backbone = backbone;
    this.start = start;
    this.startClasses = startClasses;
    this.startRun = startRun;
    this.run = startRun;
    this.name = backbone.name();
    this.policy = FreezePolicy.backbone();
    this.classes = startClasses;
    this.network = network(startClasses, Device.cpu(), 0, 0);
  }

  /** Loads a backbone without a head, everything of it frozen. */
  public static TransferModel of(Backbone backbone) {
    return new TransferModel(backbone, backbone.weights(), List.of(), RunIdentity.NONE);
  }

  /** Brings a run's model back, head and policy included. */
  static TransferModel of(Backbone backbone, SavedRun run, SafeTensorsWeights weights) {
    RunIdentity identity = run.identity().with(weights.hash());
    TransferModel model = new TransferModel(backbone, weights, run.classes(), identity);
    model.policy = run.policy();
    model.metric = run.metric();
    model.logPriorShift = run.logPriorShift();
    return model;
  }

  /** Returns how outputs call it. */
  public String name() {
    return name;
  }

  /** Gives it another name. */
  public void rename(String newName) {
    name = newName;
  }

  /** Returns what is pretrained. */
  public Backbone backbone() {
    return backbone;
  }

  /** Returns what it is and where the weights that it starts from come from. */
  public ModelCard card() {
    ModelCard card = backbone.card();
    if (!startRun.isRun()) {
      return card;
    }
    return new ModelCard(
        card.name(),
        card.architecture(),
        card.parameters(),
        card.input(),
        card.featureWidth(),
        "run %s, trained from %s".formatted(startRun.number(), card.name()),
        start.hash(),
        card.licence(),
        card.stages(),
        Stream.concat(card.notes().lines(), damage.stream().map("files: "::concat))
            .collect(Collectors.joining("\n")));
  }

  /** Says what is wrong with other files of the run that it was loaded from, a sentence each. */
  void startsBesideDamage(List<String> sentences) {
    damage = List.copyOf(sentences);
  }

  /** Returns the freeze policy of the next run. */
  public FreezePolicy policy() {
    return policy;
  }

  /**
   * Sets the freeze policy of the next run; weights do not change.
   *
   * @throws IllegalArgumentException if the backbone has no such stage
   */
  public void freeze(FreezePolicy newPolicy) {
    newPolicy.resolve(backbone.architecture(), heads());
    policy = newPolicy;
  }

  /** Returns the labels that its head tells apart; empty before training. */
  public List<String> classes() {
    return classes;
  }

  /** Returns whether its head was trained. */
  public boolean trained() {
    return run.isRun();
  }

  /** Returns the number of the run whose weights are live, 0 where they are as loaded. */
  public int run() {
    return run.number();
  }

  /**
   * Returns the run whose weights are live, {@link RunIdentity#NONE} where they are as loaded: what
   * is kept under its number may be another by now.
   */
  public RunIdentity identity() {
    return run;
  }

  /** Returns the headline metric of its last run. */
  public String metric() {
    return metric;
  }

  /** Returns what its live weights met of examples, in their run and in those before. */
  public Exposure exposure() {
    return exposure;
  }

  /** Says what the weights met that it was loaded with. */
  void startsHavingMet(Exposure met) {
    startExposure = met;
    exposure = met;
  }

  /** Returns what the weights met that it was loaded with. */
  Exposure startExposure() {
    return startExposure;
  }

  /** Says what the live weights met. */
  void met(Exposure all) {
    exposure = all;
  }

  /** Returns what turns its probabilities into those of the real shares of the classes. */
  public PriorShift priorShift() {
    return new PriorShift(logPriorShift);
  }

  /** Returns whether it was closed. */
  public boolean closed() {
    return closed;
  }

  /** Returns how many bytes of native memory it takes. */
  public long bytes() {
    return closed ? 0 : network.tensors().bytes();
  }

  /** Returns the line that names it, for example {@code graft-nano (frozen)}. */
  public String subject() {
    return subject(policy);
  }

  /** Returns the line that names it under another policy. */
  String subject(FreezePolicy other) {
    return "%s (%s)".formatted(name, other.words(backbone.architecture()));
  }

  /**
   * Returns which stage trains in the next run, and what that costs. Before the first run there is
   * no head, and its row holds no numbers.
   */
  public FreezeSummary freezing() {
    return FreezeRows.of(subject(), backbone.architecture(), heads(), policy);
  }

  /**
   * Returns which stage trains in the next run on data with these labels, and what that costs.
   *
   * @param labels of the data; a head of that many outputs is counted
   */
  public FreezeSummary freezing(List<String> labels) {
    live();
    return FreezeRows.of(
        subject(), backbone.architecture(), List.of(head(labels.size(), 0)), policy);
  }

  /** Returns how many parameters train under a policy, those of the head among them. */
  long trainable(FreezePolicy other) {
    return FreezeRows.of(subject(other), backbone.architecture(), heads(), other).stages().stream()
        .mapToLong(FreezeSummary.StageRow::trainable)
        .sum();
  }

  /** Returns a hash over the live weights. */
  public String weightsHash() {
    NamedArrays tensors = live().tensors();
    return TensorHash.sha256(tensors.names(), tensors::read);
  }

  /** Returns a text that is equal for equal weights to start from. */
  String startHash() {
    return start.hash();
  }

  /**
   * Returns the network.
   *
   * @throws IllegalStateException if the model was closed
   */
  Network live() {
    if (closed) {
      throw new IllegalStateException(
          "model '%s' was closed, since it was dropped or another took its place; ".formatted(name)
              + "use model() for the current one");
    }
    return network;
  }

  /**
   * Checks that it can classify.
   *
   * @throws IllegalStateException if its head was never trained
   */
  public void requireTrained() {
    if (!trained()) {
      throw new IllegalStateException(
          "model '%s' has no trained head yet; run %%finetune first".formatted(name));
    }
  }

  /**
   * Returns the head.
   *
   * @throws IllegalStateException if it was never trained
   */
  Head head() {
    requireTrained();
    return live().heads().get(0);
  }

  /**
   * Goes back to the weights that the model was loaded with. Its head is the loaded one where the
   * labels are the same, else a new one.
   */
  void restart(List<String> labels, Device device, long seed, double dropout) {
    Network before = live();
    // where it cannot be made, the model stays as it was
    network = network(labels, device, seed, dropout);
    release(before);
    classes = labels;
    run = labels.equals(startClasses) ? startRun : RunIdentity.NONE;
    exposure = startExposure;
  }

  /**
   * Begins a run under a policy of its own. Until {@link #trains} is called, {@link #endRun} brings
   * everything back.
   */
  void beginRun(FreezePolicy policyOfRun) {
    former = new Former(live(), trained(), classes, run, metric, logPriorShift, exposure, policy);
    freeze(policyOfRun);
  }

  /** Says that the run has trained something: what was before is wanted no longer. */
  void trains() {
    Former before = former;
    former = null;
    if (before != null) {
      unkept = null;
      closeUnlessLive(before);
    }
  }

  /** Ends a run; one that trained nothing leaves no trace. */
  void endRun() {
    Former before = former;
    former = null;
    if (before == null) {
      return;
    }
    policy = before.policy();
    if (network != before.network()) {
      Network tried = network;
      network = before.held() ? before.network() : asLoaded(before);
      tried.close();
    }
    classes = before.classes();
    run = before.run();
    metric = before.metric();
    logPriorShift = before.logPriorShift();
    exposure = before.exposure();
  }

  private Network asLoaded(Former before) {
    return network(before.classes(), before.network().device(), 0, 0);
  }

  private void release(Network before) {
    if (former == null || !former.held() || former.network() != before) {
      before.close();
    }
  }

  private void closeUnlessLive(Former before) {
    if (before.held() && before.network() != network) {
      before.network().close();
    }
  }

  /** Remembers a run whose files could not be kept, as long as its weights are live. */
  void remember(UnkeptRun run) {
    unkept = run;
  }

  /**
   * Keeps the run that could not be kept.
   *
   * @throws IllegalStateException if there is none
   */
  SavedRun keep() {
    live();
    UnkeptRun waiting = unkept;
    if (waiting == null) {
      throw new IllegalStateException(
          trained()
              ? "run %s of model '%s' is kept already".formatted(run.number(), name)
              : "model '%s' has no run to keep; run %%finetune first".formatted(name));
    }
    SavedRun kept = waiting.save(this);
    unkept = null;
    return kept;
  }

  /** Returns a network of its own with the weights that a run starts from; the caller closes it. */
  Network fresh(List<String> labels, Device device, long seed, double dropout) {
    live();
    return network(labels, device, seed, dropout);
  }

  /**
   * Returns a network of its own with the live weights; the caller closes it.
   *
   * @param dropout of the head in training
   */
  Network copy(Device device, double dropout) {
    NamedArrays tensors = new NamedArrays(device);
    try {
      NamedArrays own = live().tensors();
      own.names().forEach(name -> tensors.put(name, own.read(name)));
      return new Network(backbone.architecture(), List.of(head(classes.size(), dropout)), tensors);
    } catch (RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  /** Keeps the live weights, on another device and under another dropout of the head. */
  void proceed(Device device, double dropout) {
    Network before = live();
    boolean same = before.heads().equals(List.of(head(classes.size(), dropout)));
    if (!same || !before.device().equals(device)) {
      network = copy(device, dropout);
      release(before);
    }
  }

  /** Takes over the weights of a finished run. */
  void take(WeightSource weights) {
    weights.read(live().parameters(), live().tensors()::put);
  }

  /** Returns whether the head of the next run that does not continue starts from random weights. */
  boolean startsWithNewHead(List<String> labels) {
    return !labels.equals(startClasses);
  }

  /** Returns the number of the run that it was loaded from, 0 where it was none. */
  int startsFromRun() {
    return startRun.number();
  }

  /** Notes that a run trained the live weights. */
  void trained(RunIdentity identity, String headline, List<Float> shift) {
    run = identity;
    metric = headline;
    logPriorShift = List.copyOf(shift);
  }

  private List<Head> heads() {
    return live().heads();
  }

  private Network network(List<String> labels, Device device, long seed, double dropout) {
    NamedArrays tensors = new NamedArrays(device);
    try {
      List<Head> heads = labels.isEmpty() ? List.of() : List.of(head(labels.size(), dropout));
      List<ParameterSpec> ofHeads = heads.stream().flatMap(h -> h.parameters().stream()).toList();
      List<ParameterSpec> loaded = new ArrayList<>(backbone.architecture().parameters());
      if (labels.equals(startClasses)) {
        loaded.addAll(ofHeads);
      } else {
        new RandomWeights(seed).read(ofHeads, tensors::put);
      }
      start.read(loaded, tensors::put);
      return new Network(backbone.architecture(), heads, tensors);
    } catch (RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  /** Describes the head of a run. */
  Head head(int outputs, double dropout) {
    return LinearHead.overMaps(
        FreezeRows.HEAD,
        backbone.architecture().output(),
        backbone.featureWidth(),
        outputs,
        dropout);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      network.close();
      trains();
    }
  }

  @Override
  public String toString() {
    return subject() + (closed ? ", closed" : "");
  }
}
