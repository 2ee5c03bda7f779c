package graft.magics.code;

import graft.TransferModel;
import graft.magics.command.Command;
import graft.train.FreezeSummary;
import org.jspecify.annotations.Nullable;

/** Writes the Java of {@code %pretrained}, {@code %freeze} and {@code %unfreeze}. */
final class ModelCode {

  private final Operands operands;
  private final Scope scope;

  ModelCode(Operands operands, Scope scope) {
    this.operands = operands;
    this.scope = scope;
  }

  Source load(Command.LoadPretrained command) {
    if (command.name() == null) {
      return new Source().statement("Graft.models()");
    }
    String model =
        command.weights() == Command.Weights.NONE
            ? untrained(command.name(), operands.seed(command.seed()))
            : operands.pretrained(command.name());
    return new Source()
        .shown(TransferModel.class, command.as(), Operands.used(command.as(), model));
  }

  private static String untrained(String name, long seed) {
    return "Graft.untrained(%s, %s)".formatted(Literal.text(name), Literal.of(seed));
  }

  Source stages(Command.ShowStages command) {
    return shown(new Source(), command.as(), operands.model(command.model()));
  }

  Source freeze(Command.Freeze command) {
    String policy =
        command.until() == null ? "FreezePolicy.backbone()" : policyFrom(command.until());
    return policy(command.model(), policy, command.norms(), command.as());
  }

  Source unfreeze(Command.Unfreeze command) {
    String model = operands.sameModel(command.model());
    return policy(command.model(), policy(command.scope(), model), command.norms(), command.as());
  }

  private static String policy(Command.Scope opened, String model) {
    if (opened instanceof Command.Scope.Last last) {
      return "FreezePolicy.last(%s, %s.backbone().architecture())".formatted(last.stages(), model);
    }
    return opened instanceof Command.Scope.From from
        ? policyFrom(from.stage())
        : "FreezePolicy.nothing(%s.backbone().architecture())".formatted(model);
  }

  private static String policyFrom(String stage) {
    return "FreezePolicy.from(%s)".formatted(Literal.text(stage));
  }

  private Source policy(
      @Nullable String model, String policy, Command.Norms norms, @Nullable String as) {
    String moving = norms == Command.Norms.TRAIN ? ".withFrozenNormsMoving(true)" : "";
    Source source = new Source();
    source.statement("%s.freeze(%s%s)".formatted(operands.model(model), policy, moving));
    return shown(source, as, operands.sameModel(model));
  }

  /** Counts the head that the next run on the current data makes. */
  private Source shown(Source source, @Nullable String as, String model) {
    String classes = scope.hasData() ? Operands.DATA + ".classes()" : "";
    return source.shown(FreezeSummary.class, as, model, ".freezing(%s)".formatted(classes));
  }
}
