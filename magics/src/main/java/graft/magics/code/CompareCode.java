package graft.magics.code;

import graft.eval.Comparison;
import graft.magics.command.Command;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the Java of {@code %compare}. */
final class CompareCode {

  private final Operands operands;
  private final Scope scope;

  CompareCode(Operands operands, Scope scope) {
    this.operands = operands;
    this.scope = scope;
  }

  /** Models that are not live are brought back for this one time. */
  Source compare(Command.Compare command) {
    List<String> absent = command.models().stream().filter(model -> !scope.isModel(model)).toList();
    if (absent.isEmpty()) {
      return new Source().shown(Comparison.class, command.as(), call(command, absent));
    }
    String variable = Literal.name(command.as() == null ? "comparison" : command.as());
    Source source = new Source().statement("Comparison " + variable);
    source.line("try (%s) {".formatted(opened(absent)));
    for (int i = 0; i < absent.size(); i++) {
      source.statement("  model%s.rename(%s)".formatted(i + 1, Literal.text(absent.get(i))));
    }
    source.statement("  %s = %s".formatted(variable, call(command, absent)));
    return source.line("}").showing(variable);
  }

  private String opened(List<String> absent) {
    return IntStream.range(0, absent.size())
        .mapToObj(
            i -> "TransferModel model%s = %s".formatted(i + 1, operands.pretrained(absent.get(i))))
        .collect(Collectors.joining(";\n    "));
  }

  private String call(Command.Compare command, List<String> absent) {
    String models =
        command.models().stream()
            .map(name -> model(name, absent))
            .collect(Collectors.joining(", ", "java.util.List.of(", ")"));
    if (command.on() instanceof Command.Examples.Of of) {
      String data =
          of.data() == null
              ? operands.currentData(
                  command.models().get(0), model(command.models().get(0), absent))
              : operands.data(of.data());
      return "Graft.compare(%s, %s, %s)".formatted(models, data, Literal.of(of.part()));
    }
    String data = operands.data(((Command.Examples.All) command.on()).data());
    return "Graft.compare(%s, %s)".formatted(models, data);
  }

  private String model(String name, List<String> absent) {
    int place = absent.indexOf(name);
    return place < 0 ? operands.liveModel(name) : "model" + (place + 1);
  }
}
