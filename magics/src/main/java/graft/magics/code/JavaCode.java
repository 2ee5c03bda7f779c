package graft.magics.code;

import graft.magics.command.Command;
import graft.magics.command.GraftCommand;

/**
 * Writes the Java that does the same as a command, for a cell of the notebook: it needs no import
 * there.
 */
public final class JavaCode {

  private final Operands operands;
  private final Scope scope;

  private JavaCode(Scope scope) {
    this.scope = scope;
    this.operands = new Operands(scope);
  }

  /**
   * Returns the Java of a command, without an empty line at its end.
   *
   * @param scope the notebook in which the cell would run
   */
  public static String of(Command command, Scope scope) {
    return new JavaCode(scope).source(command).text();
  }

  private Source source(Command command) {
    if (command instanceof Command.OpenData open) {
      return new DataCode(operands).open(open);
    } else if (command instanceof Command.LoadPretrained load) {
      return new ModelCode(operands, scope).load(load);
    } else if (command instanceof Command.ShowStages show) {
      return new ModelCode(operands, scope).stages(show);
    } else if (command instanceof Command.Freeze freeze) {
      return new ModelCode(operands, scope).freeze(freeze);
    } else if (command instanceof Command.Unfreeze unfreeze) {
      return new ModelCode(operands, scope).unfreeze(unfreeze);
    } else if (command instanceof Command.FineTune fineTune) {
      return new TrainingCode(operands, scope).fineTune(fineTune);
    } else if (command instanceof Command.FindRate findRate) {
      return new TrainingCode(operands, scope).findRate(findRate);
    } else if (command instanceof Command.Evaluate evaluate) {
      return new JudgingCode(operands, scope).evaluate(evaluate);
    } else if (command instanceof Command.Compare compare) {
      return new CompareCode(operands, scope).compare(compare);
    } else if (command instanceof Command.Predict predict) {
      return new JudgingCode(operands, scope).predict(predict);
    } else if (command instanceof GraftCommand graft) {
      return new GraftCode(operands, scope).source(graft);
    }
    throw new IllegalArgumentException("no Java for " + command);
  }
}
