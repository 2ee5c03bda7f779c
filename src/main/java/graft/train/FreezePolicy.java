package graft.train;

import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import graft.head.Head;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says which stages of a backbone train; the heads always do.
 *
 * @param firstTrainable name of the first stage that trains; {@link #NONE} where the whole backbone
 *     is frozen
 * @param frozenNormsMove whether batch norms of frozen stages use and move batch statistics; their
 *     scale and shift stay frozen. Default false
 * @param trainableNormsMove whether batch norms of trainable stages do. Default true
 */
public record FreezePolicy(
    String firstTrainable, boolean frozenNormsMove, boolean trainableNormsMove) {

  /** Stands for: no stage of the backbone trains. */
  public static final String NONE = "";

  /** Freezes the whole backbone. */
  public static FreezePolicy backbone() {
    return new FreezePolicy(NONE, false, true);
  }

  /** Trains one stage and all after it, and freezes all before. */
  public static FreezePolicy from(String stage) {
    return new FreezePolicy(stage, false, true);
  }

  /** Trains everything. */
  public static FreezePolicy nothing(Architecture architecture) {
    return from(architecture.stageNames().get(0));
  }

  /**
   * Trains the last stages.
   *
   * @param count how many, 1 to the number of stages
   */
  public static FreezePolicy last(int count, Architecture architecture) {
    int stages = architecture.stages().size();
    if (count < 1 || count > stages) {
      throw new IllegalArgumentException(
          "number of stages to unfreeze must be 1 to %d (%s has %s), received %d"
              .formatted(
                  stages,
                  architecture.name(),
                  String.join(", ", architecture.stageNames()),
                  count));
    }
    return from(architecture.stageNames().get(stages - count));
  }

  /** Returns the same policy with other norms in frozen stages. */
  public FreezePolicy withFrozenNormsMoving(boolean move) {
    return new FreezePolicy(firstTrainable, move, trainableNormsMove);
  }

  /** Returns the same policy with other norms in trainable stages. */
  public FreezePolicy withTrainableNormsMoving(boolean move) {
    return new FreezePolicy(firstTrainable, frozenNormsMove, move);
  }

  /** Returns the policy in words, for example {@code frozen} or {@code from layer4}. */
  public String words(Architecture architecture) {
    if (firstTrainable.equals(NONE)) {
      return "frozen";
    }
    return architecture.indexOf(firstTrainable) == 0
        ? "all layers train"
        : "trains from " + firstTrainable;
  }

  /**
   * Resolves the policy to names.
   *
   * @throws IllegalArgumentException if the architecture has no such stage
   */
  public Freezing resolve(Architecture architecture, List<Head> heads) {
    int first =
        firstTrainable.equals(NONE)
            ? architecture.stages().size()
            : architecture.indexOf(firstTrainable);
    Set<String> trainable = new HashSet<>();
    Set<String> moving = new HashSet<>();
    Set<String> dropouts = new HashSet<>();
    for (int i = 0; i < architecture.stages().size(); i++) {
      Stage stage = architecture.stages().get(i);
      if (i >= first) {
        learned(stage.parameters(), trainable);
        dropouts.addAll(stage.dropouts());
      }
      if (i >= first ? trainableNormsMove : frozenNormsMove) {
        moving.addAll(stage.norms());
      }
    }
    for (Head head : heads) {
      learned(head.parameters(), trainable);
      dropouts.addAll(head.scoring().dropouts());
    }
    return new Freezing(trainable, moving, dropouts);
  }

  private static void learned(List<ParameterSpec> specs, Set<String> names) {
    specs.stream().filter(ParameterSpec::learned).map(ParameterSpec::name).forEach(names::add);
  }
}
