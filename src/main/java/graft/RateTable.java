package graft;

import graft.backbone.Architecture;
import graft.backbone.Stage;
import graft.head.Head;
import graft.train.FineTuneOptions;
import graft.train.Freezing;
import graft.train.RateChoice;
import graft.train.Rates;
import graft.train.TrainingOption;
import java.util.ArrayList;
import java.util.List;

/** Gives every stage and head that trains its learning rate. */
final class RateTable {

  /**
   * Rate of a head on frozen features: the best mean over five seeds, on photographs and on drawn
   * leaves, among rates of 3e-4 to 3e-3 and decays of 0.01 to 10.
   */
  static final double HEAD_RATE = 3e-3;

  /**
   * Rates of the head and of the first stage while stages train: of five epochs of one-cycle, these
   * gave the best validation accuracy on photographs (0.725; 0.705 and 0.653 with 1e-3 and 3e-4
   * throughout, 0.708 with the backbone frozen) and no worse one on drawn leaves.
   */
  static final double HEAD_RATE_OVER_TRAINED = 3e-3;

  static final double BACKBONE_RATE = 3e-4;

  private final FineTuneOptions options;
  private final Architecture architecture;
  private final List<Head> heads;

  RateTable(FineTuneOptions options, Architecture architecture, List<Head> heads) {
    this.options = options;
    this.architecture = architecture;
    this.heads = heads;
  }

  /**
   * Returns the rates of a phase.
   *
   * @param share of the rates that a run without phases would have
   */
  Rates of(Freezing freezing, double share) {
    List<String> groups = groups(freezing);
    boolean frozen = groups.size() == heads.size();
    return options
        .said(TrainingOption.RATES)
        .map(choice -> said(choice, groups, frozen))
        .orElseGet(() -> byPolicy(groups, frozen))
        .times(share);
  }

  private Rates said(RateChoice choice, List<String> groups, boolean frozen) {
    if (choice instanceof RateChoice.Spread spread) {
      return Rates.spread(groups, spread.first(), spread.last());
    }
    return choice instanceof RateChoice.Single single
        ? decayed(groups, single.rate())
        : byPolicy(groups, frozen);
  }

  private Rates decayed(List<String> groups, double rate) {
    return Rates.decaying(groups, rate, options.get(TrainingOption.LAYER_DECAY, 1.0));
  }

  private Rates byPolicy(List<String> groups, boolean frozen) {
    if (frozen) {
      return Rates.same(groups, HEAD_RATE);
    }
    return options.said(TrainingOption.LAYER_DECAY).isPresent()
        ? decayed(groups, HEAD_RATE_OVER_TRAINED)
        : Rates.spread(groups, BACKBONE_RATE, HEAD_RATE_OVER_TRAINED);
  }

  private List<String> groups(Freezing freezing) {
    List<String> groups = new ArrayList<>();
    architecture.stages().stream().filter(freezing::trains).map(Stage::name).forEach(groups::add);
    heads.forEach(head -> groups.add(head.name()));
    return groups;
  }
}
