package graft.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import graft.engine.Precision;
import graft.task.Network;
import graft.tiny.Fixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What make_parity.py trained, and the losses that it saw.
 *
 * @param decay weight decay of the backbone
 * @param headDecay weight decay of the head
 * @param clip largest norm of the gradients; 0 for none
 * @param warmup share of the steps
 * @param smoothing of the labels
 * @param mixup its alpha; 0 for none
 * @param training the loss of each batch
 * @param validation the loss after each epoch
 */
record ParityCase(
    String name,
    String optimizer,
    double decay,
    double headDecay,
    double clip,
    String schedule,
    double warmup,
    double smoothing,
    double mixup,
    String balance,
    List<PhaseCase> phases,
    List<Double> training,
    List<Double> validation) {

  private static final int BATCH = 8;
  private static final long SEED = 7;

  /**
   * A phase.
   *
   * @param first stage that trains; empty for the head alone
   * @param norms {@code train} where those of stages that train move, {@code eval} otherwise
   * @param frozenNorms the same for those of frozen stages
   * @param rates by stage and head
   */
  record PhaseCase(
      String first, int epochs, String norms, String frozenNorms, Map<String, Double> rates) {

    private Phase phase(Network network) {
      FreezePolicy policy =
          new FreezePolicy(first, frozenNorms.equals("train"), norms.equals("train"));
      Freezing freezing = policy.resolve(network.backbone(), network.heads());
      return new Phase(policy.words(network.backbone()), freezing, epochs, new Rates(rates));
    }
  }

  /** Holds the file. */
  private record All(List<ParityCase> cases) {}

  /** Reads the file beside this class. */
  static List<ParityCase> all() {
    return all(String.join("\n", Fixture.lines(ParityCase.class, "parity.json")));
  }

  /** Reads what the script wrote. */
  static List<ParityCase> all(String json) {
    ObjectMapper mapper =
        new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    try {
      return mapper.readValue(json, All.class).cases();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the same case without its losses. */
  ParityCase settings() {
    return new ParityCase(
        name, optimizer, decay, headDecay, clip, schedule, warmup, smoothing, mixup, balance,
        phases, List.of(), List.of());
  }

  /** Returns the plan that does the same. */
  TrainingPlan plan(Network network) {
    List<Phase> planned = new ArrayList<>();
    phases.forEach(each -> planned.add(each.phase(network)));
    return new TrainingPlan(
        planned,
        0,
        BATCH,
        updates(),
        Precision.F32,
        StepRunner.LOSS,
        SEED,
        OptionalDouble.empty(),
        Map.of());
  }

  private Updates updates() {
    OptimizerKind kind = OptimizerKind.valueOf(optimizer.toUpperCase(Locale.ROOT));
    double limit = clip > 0 ? clip : Double.POSITIVE_INFINITY;
    Schedule rates =
        switch (schedule) {
          case "one-cycle" -> new Schedule.OneCycle(warmup);
          case "cosine" -> new Schedule.Cosine(warmup);
          case "constant" -> new Schedule.Constant(warmup);
          default -> throw new IllegalArgumentException(schedule);
        };
    return new Updates(kind, decay, headDecay, limit, rates);
  }

  @Override
  public String toString() {
    return name;
  }
}
