package graft;

import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import graft.head.Head;
import graft.train.FreezePolicy;
import graft.train.FreezeSummary;
import graft.train.FreezeSummary.StageRow;
import graft.train.Freezing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Works out what a freeze policy means for each stage. */
final class FreezeRows {

  /** Names the head, and its tensors, as torchvision names a ResNet's classifier. */
  static final String HEAD = "fc";

  private FreezeRows() {}

  static FreezeSummary of(
      String subject, Architecture architecture, List<Head> heads, FreezePolicy policy) {
    Freezing freezing = policy.resolve(architecture, heads);
    int boundary = freezing.boundary(architecture);
    List<long[]> shapes = architecture.shapes();
    double total = total(architecture);
    List<StageRow> rows = new ArrayList<>();
    for (int i = 0; i < architecture.stages().size(); i++) {
      Stage stage = architecture.stages().get(i);
      rows.add(row(stage, freezing, stage.multiplyAdds(shapes.get(i)) / total, i < boundary));
    }
    heads.forEach(head -> rows.add(row(head.scoring(), freezing, 0, false)));
    if (heads.isEmpty()) {
      rows.add(new StageRow(HEAD, 0, 0, "none", 0, false));
    }
    return new FreezeSummary(subject, policy.words(architecture), rows);
  }

  private static StageRow row(Stage stage, Freezing freezing, double share, boolean cached) {
    List<ParameterSpec> learned =
        stage.parameters().stream().filter(ParameterSpec::learned).toList();
    Stream<ParameterSpec> trains =
        learned.stream().filter(spec -> freezing.trainable().contains(spec.name()));
    return new StageRow(
        stage.name(),
        learned.stream().mapToLong(ParameterSpec::size).sum(),
        trains.mapToLong(ParameterSpec::size).sum(),
        norms(stage, freezing.movingNorms()),
        share,
        cached);
  }

  private static String norms(Stage stage, Set<String> moving) {
    if (stage.norms().isEmpty()) {
      return "none";
    }
    return stage.norms().stream().anyMatch(moving::contains) ? "train" : "eval";
  }

  private static double total(Architecture architecture) {
    List<long[]> shapes = architecture.shapes();
    double total = 0;
    for (int i = 0; i < architecture.stages().size(); i++) {
      total += architecture.stages().get(i).multiplyAdds(shapes.get(i));
    }
    return total;
  }
}
