package graft;

import graft.data.Division;
import graft.data.ImageFolder;
import graft.data.LabeledDataset;
import graft.data.LeafSamples;
import graft.data.SplitRule;
import graft.data.Splits;
import graft.data.Watch;
import java.nio.file.Path;

/** Opens data sets by what users type. */
final class DataCatalog {

  private DataCatalog() {}

  static LabeledDataset open(String operand, Division division, Workspace workspace, Watch watch) {
    LabeledDataset data;
    String remembered;
    if (LeafSamples.isName(operand)) {
      data = leaves(operand, division);
      remembered = operand;
    } else {
      Path path = workspace.resolve(operand);
      data = ImageFolder.open(path, division, watch);
      remembered = workspace.relative(path);
    }
    workspace.remember(data, new DataOrigin(remembered, division.words(), division.seed()));
    return data;
  }

  private static LabeledDataset leaves(String operand, Division division) {
    division
        .folders()
        .forEach(
            (part, folder) -> {
              throw new IllegalArgumentException(
                  "--%s names a folder, and %s has none, received %s; leave it out"
                      .formatted(part.label(), operand, folder));
            });
    SplitRule rule = division.rule().orElse(SplitRule.DEFAULT);
    return LeafSamples.open(
        LeafSamples.parse(operand), examples -> Splits.stratified(examples, rule, division.seed()));
  }
}
