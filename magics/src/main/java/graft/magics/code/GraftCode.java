package graft.magics.code;

import graft.magics.command.GraftCommand;

/** Writes the Java of {@code %graft} and its subcommands. */
final class GraftCode {

  private final Operands operands;
  private final Scope scope;

  GraftCode(Operands operands, Scope scope) {
    this.operands = operands;
    this.scope = scope;
  }

  Source source(GraftCommand command) {
    Source source = new Source();
    if (command instanceof GraftCommand.Overview) {
      return source.statement("overview()");
    } else if (command instanceof GraftCommand.Help help) {
      String name = help.name();
      return source.statement("help(%s)".formatted(name == null ? "" : Literal.text(name)));
    } else if (command instanceof GraftCommand.Use use) {
      return source.statement(used(use.name()));
    } else if (command instanceof GraftCommand.Drop drop) {
      return source.statement("drop(%s)".formatted(Literal.text(drop.name())));
    } else if (command instanceof GraftCommand.Runs) {
      return source.statement("runs()");
    } else if (command instanceof GraftCommand.Keep keep) {
      String name = keep.name();
      String model = name == null ? operands.model(null) : operands.liveModel(name);
      return source.statement("Graft.keep(%s)".formatted(model));
    } else if (command instanceof GraftCommand.Clean clean) {
      return source.statement("Graft.clean(%s)".formatted(clean.keep()));
    } else if (command instanceof GraftCommand.Set set) {
      return source.statement(
          "set(%s, %s)".formatted(Literal.text(set.setting().key()), Literal.text(set.value())));
    }
    throw new IllegalArgumentException("no Java for " + command);
  }

  /** What no name stands for is asked of the models, which say so. */
  private String used(String name) {
    if (scope.isModel(name)) {
      return operands.usedModel(name);
    } else if (scope.isData(name)) {
      return Operands.used(operands.data(name));
    }
    String model = scope.isRun(name) ? operands.pretrained(name) : operands.liveModel(name);
    return Operands.used(model);
  }
}
