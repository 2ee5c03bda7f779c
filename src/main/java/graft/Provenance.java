package graft;

import ai.djl.Device;
import graft.data.LabeledDataset;
import graft.engine.Processor;
import graft.engine.Torch;
import graft.train.FineTuneOptions;
import graft.train.Phase;
import graft.train.RateChoice;
import graft.train.Rates;
import graft.train.TrainingPlan;
import graft.train.Updates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gathers what is needed to reproduce a run. */
final class Provenance {

  private Provenance() {}

  /** Returns all of it, by name. */
  static Map<String, String> of(
      FineTuneOptions options,
      String weights,
      LabeledDataset data,
      TrainingPlan plan,
      Device device) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put("command", ("%finetune " + options.words()).strip());
    record.put("weights", weights);
    record.put("data", data.hash());
    record.put("split", data.split().origin());
    String leftOut = LeftOut.list(data);
    if (!leftOut.isEmpty()) {
      record.put("left out", leftOut);
    }
    record.putAll(plan(plan));
    record.putAll(plan.decisions());
    record.put("device", device.toString());
    record.putAll(machine());
    return record;
  }

  /** Returns how the run trains, without what is known only on this machine. */
  static Map<String, String> plan(TrainingPlan plan) {
    Updates updates = plan.updates();
    Map<String, String> facts = new LinkedHashMap<>();
    for (Phase phase : plan.phases()) {
      facts.put(
          "phase %d".formatted(facts.size() + 1),
          "%s, %d epochs, rates %s".formatted(phase.name(), phase.epochs(), words(phase.rates())));
    }
    facts.put("optimizer", updates.optimizer().toString());
    facts.put("schedule", updates.schedule().words());
    facts.put(
        "decay", "backbone %s, head %s".formatted(updates.backboneDecay(), updates.headDecay()));
    facts.put("clip", Double.isInfinite(updates.clip()) ? "none" : "" + updates.clip());
    facts.put("precision", plan.precision().word());
    facts.put("batch", Integer.toString(plan.batch()));
    facts.put("patience", Integer.toString(plan.patience()));
    facts.put("metric", plan.metric());
    facts.put("seed", Long.toString(plan.seed()));
    return facts;
  }

  private static String words(Rates rates) {
    return rates.byGroup().entrySet().stream()
        .map(group -> group.getKey() + " " + RateChoice.text(group.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Returns the versions and the machine. */
  static Map<String, String> machine() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("graft", Graft.version());
    facts.put("pytorch", Torch.version());
    facts.put("java", Runtime.version().toString());
    facts.put("cpu", Processor.name());
    facts.put("threads", Integer.toString(Torch.threads()));
    return facts;
  }
}
