package graft.backbone;

import graft.GraftException;
import graft.data.ImagePreprocessing;
import graft.weights.FileHash;
import graft.weights.SafeTensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The backbones that Graft brings along. */
public final class BackboneCatalog {

  /** The backbone that is used where none is named. */
  public static final String DEFAULT = "graft-nano";

  private static final List<String> NAMES = List.of(DEFAULT);
  private static final String FOLDER = "/graft/models/";

  private BackboneCatalog() {}

  /** Returns the names that {@link #find} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /** Returns whether there is a backbone of that name. */
  public static boolean holds(String name) {
    return NAMES.contains(name);
  }

  /**
   * Returns a backbone with its pretrained weights.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Backbone find(String name) {
    if (!holds(name)) {
      throw new IllegalArgumentException(
          "unknown model '%s'; there is %s".formatted(name, String.join(", ", NAMES)));
    }
    byte[] file = resource(name + ".safetensors");
    String sha256 = FileHash.sha256(file);
    try (SafeTensors tensors = SafeTensors.read(file, name)) {
      WeightSource weights =
          new SafeTensorsWeights(
              "embedded", sha256, () -> SafeTensors.read(resource(name + ".safetensors"), name));
      return describe(name, tensors.metadata(), weights, Card.parse(text(name + ".md")));
    }
  }

  /** Returns a backbone of the same architecture whose weights are drawn. */
  public static Backbone untrained(String name, long seed) {
    Backbone pretrained = find(name);
    WeightSource weights = new RandomWeights(seed);
    ModelCard card = pretrained.card();
    return new Backbone(
        new ModelCard(
            card.name(),
            card.architecture(),
            card.parameters(),
            card.input(),
            card.featureWidth(),
            weights.origin(),
            "",
            "none: nothing is pretrained",
            card.stages(),
            "starts from random weights"),
        pretrained.architecture(),
        pretrained.preprocessing(),
        weights);
  }

  private static Backbone describe(
      String name, Map<String, String> metadata, WeightSource weights, Card card) {
    ModelFacts facts = ModelFacts.of(name, metadata);
    Architecture architecture = facts.architecture();
    ImagePreprocessing preprocessing = facts.preprocessing();
    ModelCard shown =
        new ModelCard(
            name,
            "%s, base width %s".formatted(architecture.name(), facts.width()),
            architecture.parameterCount(),
            facts.input(),
            architecture.featureWidth(),
            weights.origin(),
            weights.hash(),
            metadata.getOrDefault("license", card.row("licence")),
            architecture.stageNames(),
            card.notes());
    return new Backbone(shown, architecture, preprocessing, weights);
  }

  private static String text(String file) {
    return new String(resource(file), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String file) {
    try (InputStream in = BackboneCatalog.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new GraftException("this jar holds no %s; it was built incompletely".formatted(file));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new GraftException("%s cannot be read from the jar".formatted(file), e);
    }
  }
}
