package graft.magics.command;

import java.util.List;
import java.util.Optional;

/** All magics, in the order in which a lesson meets them. */
public final class Magics {

  private Magics() {}

  /** Returns every magic. */
  public static List<CommandSpec> all() {
    return List.of(
        DataSyntax.SPEC,
        PretrainedSyntax.SPEC,
        FreezeSyntax.SPEC,
        UnfreezeSyntax.SPEC,
        FineTuneSyntax.SPEC,
        FindRateSyntax.SPEC,
        EvaluateSyntax.SPEC,
        CompareSyntax.SPEC,
        PredictSyntax.SPEC,
        GraftSyntax.SPEC);
  }

  /**
   * Returns the magic of a name.
   *
   * @param name without its percent sign
   */
  public static Optional<CommandSpec> find(String name) {
    return all().stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /**
   * Returns the magic that a user names, with or without its percent sign.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CommandSpec named(String text) {
    String name = text.replaceFirst("^%{1,2}", "");
    return find(name).orElseThrow(() -> unknown(name));
  }

  private static IllegalArgumentException unknown(String name) {
    List<String> names = all().stream().map(CommandSpec::name).toList();
    String question = Nearest.question("%", name, names);
    String remedy = question.isEmpty() ? "; there are %" + String.join(", %", names) : question;
    return new IllegalArgumentException("unknown magic %" + name + remedy);
  }
}
