package graft.train;

import graft.engine.Precision;
import graft.task.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a test wants of a plan; the rest is plain. */
public record Sketch(
    int epochs, int patience, double rate, double decay, int batch, String metric) {

  /** Returns a plan of one phase. */
  public TrainingPlan of(Network network, FreezePolicy policy) {
    return of(network, policy.resolve(network.backbone(), network.heads()));
  }

  /** Returns a plan of one phase. */
  public TrainingPlan of(Network network, Freezing freezing) {
    return of(new Phase("test", freezing, epochs, Rates.same(groups(network), rate)));
  }

  /** Returns a plan of phases that have their own epochs and rates. */
  public TrainingPlan of(Phase... phases) {
    Updates updates =
        new Updates(
            OptimizerKind.ADAMW, decay, decay, Double.POSITIVE_INFINITY, new Schedule.Constant(0));
    return new TrainingPlan(
        List.of(phases),
        patience,
        batch,
        updates,
        Precision.F32,
        metric,
        7,
        OptionalDouble.empty(),
        Map.of());
  }

  /** Names the stages and heads of a network. */
  public static List<String> groups(Network network) {
    List<String> groups = new ArrayList<>(network.backbone().stageNames());
    network.heads().forEach(head -> groups.add(head.name()));
    return groups;
  }
}
