package graft.magics.code;

import graft.magics.command.Command;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the Java of {@code %finetune} and {@code %lr_find}. */
final class TrainingCode {

  private final Operands operands;
  private final Scope scope;

  TrainingCode(Operands operands, Scope scope) {
    this.operands = operands;
    this.scope = scope;
  }

  Source fineTune(Command.FineTune command) {
    List<String> calls = new ArrayList<>(RunOptions.ofRun(scope.completed(command.options())));
    if (command.as() != null) {
      calls.add(".name(%s)".formatted(Literal.text(command.as())));
    }
    if (command.continues()) {
      calls.add(".continuing()");
    }
    if (command.resumes()) {
      calls.add(".resuming()");
    }
    String run = "Graft.fineTune(%s)".formatted(subject(command.model(), command.data()));
    return shown(TrainingHistory.class, command.as(), run, calls);
  }

  Source findRate(Command.FindRate command) {
    List<String> calls = new ArrayList<>(RunOptions.ofSearch(scope.completed(command.options())));
    if (command.continues()) {
      calls.add(".continuing()");
    }
    String search = "Graft.findRate(%s)".formatted(subject(command.model(), command.data()));
    return shown(RateSweep.class, command.as(), search, calls);
  }

  private static Source shown(
      Class<?> type, @Nullable String as, String start, List<String> calls) {
    List<String> all = new ArrayList<>(calls);
    all.add(".run()");
    return new Source().shown(type, as, start, all.toArray(String[]::new));
  }

  /** Both become the current ones. */
  private String subject(@Nullable String model, @Nullable String data) {
    String examples =
        data == null
            ? operands.currentData(model, operands.sameModel(model))
            : Operands.used(operands.data(data));
    return operands.usedModel(model) + ", " + examples;
  }
}
