package graft;

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

  static LabeledDataset open(
      String operand, SplitRule rule, long seed, Workspace workspace, Watch watch) {
    LabeledDataset data;
    String remembered;
    if (LeafSamples.isName(operand)) {
      data =
          LeafSamples.open(
              LeafSamples.parse(operand), examples -> Splits.stratified(examples, rule, seed));
      remembered = operand;
    } else {
      Path path = workspace.resolve(operand);
      data = ImageFolder.open(path, rule, seed, watch);
      remembered = workspace.relative(path);
    }
    workspace.remember(data, new DataOrigin(remembered, rule.toString(), seed));
    return data;
  }
}
