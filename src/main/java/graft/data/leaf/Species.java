package graft.data.leaf;

import graft.data.leaf.Margin.Kind;

/** The species of trees whose leaves can be drawn, in the order in which data sets take them. */
public enum Species {
  /** European beech: oval, wavy edge, straight parallel side veins. */
  BEECH(
      "beech",
      new Growth.Simple(
          Outline.smooth(0, 0, .16, .06, .30, .24, .34, .44, .28, .67, .14, .87, .04, .96, 0, 1),
          new Margin(Kind.WAVES, 6, 9, .012),
          new Venation.Pinnate(6, 9, 42, .97, 1),
          .16)),
  /** Silver birch: a rhomb with a long tip and double teeth. */
  BIRCH(
      "birch",
      new Growth.Simple(
          Outline.smooth(0, .01, .20, .03, .36, .14, .40, .26, .30, .48, .17, .70, .06, .88, 0, 1),
          new Margin(Kind.DOUBLE_TEETH, 9, 13, .045),
          new Venation.Pinnate(5, 7, 48, .97, 1),
          .42)),
  /** Ginkgo: a fan, notched in the middle. */
  GINKGO(
      "ginkgo",
      new Growth.Simple(
          Outline.smooth(
              0, 0, .09, .12, .28, .33, .55, .47, .62, .57, .50, .78, .28, .92, .06, .95, .015, .80,
              0, .66),
          new Margin(Kind.WAVES, 7, 12, .012),
          new Venation.Fan(17, .86),
          .55)),
  /** Norway maple: five pointed lobes with few long teeth. */
  MAPLE(
      "maple",
      new Growth.Simple(
          Outline.cornered(
              .08, 0, .10, .12, .01, .27, -.04, .28, .06, .54, .04, .42, .17, .53, .26, .27, .29,
              .46, .37, .62, .38, .50, .47, .66, .70, .44, .62, .44, .76, .31, .64, .16, .50, .15,
              .68, .27, .78, .13, .81, 0, 1),
          new Margin(Kind.WAVES, 3, 5, .004),
          new Venation.Palmate(new Point(0, .10), Curve.points(0, .97, .62, .66, .50, .06), 4),
          .55)),
  /** English oak: round lobes, broadest above the middle, hardly any stalk. */
  OAK(
      "oak",
      new Growth.Simple(
          Outline.smooth(0, 0, .06, .03, .15, .18, .26, .42, .35, .64, .31, .84, .15, .97, 0, 1),
          new Margin(Kind.LOBES, 4, 6, .17),
          new Venation.Pinnate(4, 6, 46, .95, 1),
          .10)),
  /** European ash: many toothed leaflets on one axis. */
  ASH(
      "ash",
      new Growth.Compound(
          Outline.smooth(0, 0, .09, .14, .15, .42, .10, .75, .03, .92, 0, 1),
          new Margin(Kind.TEETH, 9, 12, .03),
          4,
          6)),
  /** Holly: spines with hollow bays between. */
  HOLLY(
      "holly",
      new Growth.Simple(
          Outline.smooth(0, 0, .15, .08, .28, .30, .29, .58, .18, .84, .05, .95, 0, 1),
          new Margin(Kind.SPINES, 4, 6, .15),
          new Venation.Pinnate(5, 7, 55, .97, 1),
          .10)),
  /** Small-leaved linden: a heart with fine teeth and a short tip. */
  LINDEN(
      "linden",
      new Growth.Simple(
          Outline.smooth(
              0, .09, .10, .01, .27, -.01, .43, .13, .46, .34, .35, .60, .16, .81, .04, .92, 0, 1),
          new Margin(Kind.TEETH, 14, 20, .028),
          new Venation.Palmate(new Point(0, .09), Curve.points(0, .97, .36, .55, .44, .14), 5),
          .45)),
  /** Tulip tree: four lobes and a tip that looks cut off. */
  TULIP_TREE(
      "tulip-tree",
      new Growth.Simple(
          Outline.cornered(
              .06, 0, .03, .18, .0, .40, .07, .53, .26, .32, .44, .33, .58, .45, .88, .20, .85, 0,
              .74),
          new Margin(Kind.WAVES, 3, 5, .006),
          new Venation.Pinnate(4, 5, 50, .74, 1),
          .60)),
  /** White willow: long and narrow with very fine teeth. */
  WILLOW(
      "willow",
      new Growth.Simple(
          Outline.smooth(0, 0, .045, .10, .085, .30, .09, .50, .06, .75, .02, .92, 0, 1),
          new Margin(Kind.TEETH, 20, 28, .008),
          new Venation.Pinnate(9, 12, 38, .98, .5),
          .08));

  private final String label;
  private final Growth growth;

  Species(String label, Growth growth) {
    this.label = label;
    this.growth = growth;
  }

  /** Returns the name of the class, for example {@code tulip-tree}. */
  public String label() {
    return label;
  }

  LeafShape grow(LeafRandom random) {
    return growth.grow(random).normalised();
  }
}
