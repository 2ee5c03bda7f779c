package graft.magics.code;

import graft.backbone.BackboneCatalog;
import graft.data.Splits;
import org.jspecify.annotations.Nullable;

/** Writes the models and data sets that a command names, as Java expressions. */
final class Operands {

  static final String MODEL = "model()";
  static final String DATA = "data()";

  private final Scope scope;

  Operands(Scope scope) {
    this.scope = scope;
  }

  /** Returns a model; one that is loaded for it becomes the current one. */
  String model(@Nullable String name) {
    if (name == null) {
      return scope.hasModel() ? MODEL : used(pretrained(BackboneCatalog.DEFAULT));
    }
    return scope.isModel(name) ? liveModel(name) : used(pretrained(name));
  }

  /** Returns the same model as {@link #model} where that has come first. */
  String sameModel(@Nullable String name) {
    return name != null && scope.isModel(name) ? liveModel(name) : MODEL;
  }

  /** Returns a model, which becomes the current one. */
  String usedModel(@Nullable String name) {
    return name != null && scope.isModel(name) ? used(liveModel(name)) : model(name);
  }

  /** Returns a model that is live under a name. */
  String liveModel(String name) {
    return "model(%s)".formatted(Literal.text(name));
  }

  /** Returns a model that is loaded afresh. */
  String pretrained(String name) {
    String text = Literal.text(name);
    return "Graft.pretrained(%s)"
        .formatted(scope.isRun(name) ? "history(%s)".formatted(text) : text);
  }

  /** Returns a data set. */
  String data(String name) {
    return scope.isData(name) ? "data(%s)".formatted(Literal.text(name)) : opened(name);
  }

  /**
   * Returns the current data set, else the one that a model was trained on.
   *
   * @param model its name; null for the current one
   * @param expression the same model in Java
   */
  String currentData(@Nullable String model, String expression) {
    return scope.hasData() || !scope.isTrained(model)
        ? DATA
        : used("Graft.trainingData(%s, Watch.none())".formatted(expression));
  }

  private String opened(String name) {
    return scope.seed().isPresent()
        ? opened(name, "")
        : "Graft.data(%s)".formatted(Literal.text(name));
  }

  /**
   * Returns a data set that is divided as a command says.
   *
   * @param said calls on a {@link graft.data.Division}
   */
  String opened(String name, String said) {
    String seed =
        scope.seed().isPresent() && !said.contains(".seed(")
            ? ".orSeed(%s)".formatted(Literal.of(scope.seed().getAsLong()))
            : "";
    return "Graft.data(%s, Division.automatic()%s%s, Watch.none())"
        .formatted(Literal.text(name), seed, said);
  }

  /** Returns what augmentation does to the current data set. */
  String augmentation() {
    return scope.hasModel()
        ? "Graft.augmentation(%s, %s, %s)".formatted(MODEL, DATA, Literal.of(seed(null)))
        : "Graft.augmentation(%s, %s)".formatted(DATA, Literal.of(seed(null)));
  }

  /** Returns the seed of a split or of weights. */
  long seed(@Nullable Long given) {
    return given == null ? scope.seed().orElse(Splits.DEFAULT_SEED) : given;
  }

  static String used(String expression) {
    return "use(%s)".formatted(expression);
  }

  /** Returns an object that becomes the current one, under a name if there is one. */
  static String used(@Nullable String name, String expression) {
    return name == null
        ? used(expression)
        : "use(%s, %s)".formatted(Literal.text(name), expression);
  }
}
