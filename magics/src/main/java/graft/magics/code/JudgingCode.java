package graft.magics.code;

import graft.eval.ClassificationReport;
import graft.eval.Predictions;
import graft.magics.command.Command;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the Java of {@code %evaluate} and {@code %predict}. */
final class JudgingCode {

  private final Operands operands;
  private final Scope scope;

  JudgingCode(Operands operands, Scope scope) {
    this.operands = operands;
    this.scope = scope;
  }

  Source evaluate(Command.Evaluate command) {
    Result result = new Result(ClassificationReport.class, command.as(), "report");
    return with(command.model(), result, model -> report(command, model));
  }

  private String report(Command.Evaluate command, String model) {
    String baseline =
        command.baseline() == Command.Baseline.NONE ? "" : ", Baseline." + command.baseline();
    if (command.on() instanceof Command.Examples.Of of) {
      String data =
          of.data() == null
              ? operands.currentData(command.model(), model)
              : operands.data(of.data());
      return "Graft.evaluate(%s, %s, %s%s)".formatted(model, data, Literal.of(of.part()), baseline);
    }
    String other = ((Command.Examples.All) command.on()).data();
    return "Graft.evaluate(%s, %s)".formatted(model, operands.data(other));
  }

  Source predict(Command.Predict command) {
    Result result = new Result(Predictions.class, command.as(), "predictions");
    String out = command.out();
    Source source =
        with(
            command.model(),
            out == null ? result : result.named(),
            model -> predictions(command.inputs(), model));
    return out == null ? source : source.statement(written(result.variable(), out));
  }

  private static String written(String variable, String out) {
    return "Graft.write(%s, %s)".formatted(variable, Literal.text(out));
  }

  private String predictions(List<String> inputs, String model) {
    return inputs.stream().anyMatch(scope::isData)
        ? "Graft.predict(%s, Inputs.none()%s, Watch.none())"
            .formatted(model, inputs.stream().map(this::added).collect(Collectors.joining()))
        : "Graft.predict(%s, %s)"
            .formatted(model, inputs.stream().map(Literal::text).collect(Collectors.joining(", ")));
  }

  private String added(String input) {
    String name = Literal.text(input);
    return scope.isData(input)
        ? ".and(%s, %s)".formatted(name, operands.data(input))
        : ".and(%s)".formatted(name);
  }

  /** A model that is not live is brought back for this one time. */
  private Source with(@Nullable String name, Result result, Function<String, String> work) {
    Source source = new Source();
    if (name == null || scope.isModel(name)) {
      return source.shown(result.type(), result.as(), work.apply(operands.sameModel(name)));
    }
    String variable = result.variable();
    return source
        .statement(result.type().getSimpleName() + " " + variable)
        .line("try (TransferModel once = %s) {".formatted(operands.pretrained(name)))
        .statement("  once.rename(%s)".formatted(Literal.text(name)))
        .statement("  %s = %s".formatted(variable, work.apply("once")))
        .line("}")
        .showing(variable);
  }

  /**
   * What comes out.
   *
   * @param as its name; null for none
   * @param noun its name where it needs one
   */
  private record Result(Class<?> type, @Nullable String as, String noun) {

    private Result named() {
      return new Result(type, as == null ? noun : as, noun);
    }

    private String variable() {
      return Literal.name(as == null ? noun : as);
    }
  }
}
