package graft;

import graft.backbone.BackboneCatalog;
import graft.data.Decoding;
import graft.data.Division;
import graft.data.ImageFolder;
import graft.data.ImagePreprocessing;
import graft.data.LabeledDataset;
import graft.data.LeafSamples;
import graft.data.PixelCache;
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
      data = ImageFolder.open(path, division, decoding(workspace), watch);
      remembered = workspace.relative(path);
    }
    workspace.remember(data, new DataOrigin(remembered, division.words(), division.seed()));
    return data;
  }

  /** Pictures are decoded for the backbone that is used where none is named. */
  private static Decoding decoding(Workspace workspace) {
    return new Decoding(Usual.PREPROCESSING, cache(workspace));
  }

  /** Nothing has to be kept to look at data; who has to, says that it cannot be. */
  private static PixelCache cache(Workspace workspace) {
    try {
      workspace.prepare();
      return workspace.pixels();
    } catch (GraftException e) {
      return PixelCache.none();
    }
  }

  /** Is read when it is needed. */
  private static final class Usual {

    static final ImagePreprocessing PREPROCESSING =
        (ImagePreprocessing) BackboneCatalog.find(BackboneCatalog.DEFAULT).preprocessing();
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
