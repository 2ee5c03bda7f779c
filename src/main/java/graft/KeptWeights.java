package graft;

import graft.backbone.SafeTensorsWeights;
import graft.train.RunIdentity;
import graft.train.RunStore;
import graft.train.SavedRun;
import graft.weights.FileHash;

/**
 * The best weights of a run that is kept: each time they are read, they are those and no others.
 */
final class KeptWeights {

  private KeptWeights() {}

  /**
   * Earlier versions did not write down what the weights must be; then they must stay what they are
   * now.
   */
  static SafeTensorsWeights of(SavedRun run, RunStore runs) {
    RunIdentity said = run.identity();
    RunIdentity identity =
        said.weights().isEmpty() ? said.with(FileHash.sha256(runs.best(said.number()))) : said;
    return new SafeTensorsWeights(
        "run " + identity.number(), identity.weights(), () -> runs.open(identity));
  }
}
