package graft.data.leaf;

import java.util.List;

/** The seasons in which leaves can be drawn: the same leaves and places in other colours. */
public enum Season {
  /** Light, yellowish greens. */
  SPRING(List.of(0x9CC24A, 0xB9D465, 0x7FB54A, 0xC9D873, 0x93A94E), 0xE3EBB4, 0xA3653F),
  /** Full greens; the default. */
  SUMMER(List.of(0x527F31, 0x719B3C, 0x33653A, 0x87A646, 0x4C7A4A), 0xC2D492, 0x6E5A2C),
  /** Yellow, orange, red and brown. */
  AUTUMN(List.of(0xE2B431, 0xDA852C, 0xB9432A, 0xA3352D, 0xCDA03C, 0x9A9A3E), 0xF0D48A, 0x5E3A22),
  /** Withered browns, and snow on the ground. */
  WINTER(List.of(0x80603F, 0x94734F, 0x6C5240, 0xA58A66, 0x735F4A), 0xC9B490, 0x46342A);

  private final List<Rgb> blades;
  private final Rgb vein;
  private final Rgb spot;

  Season(List<Integer> blades, int vein, int spot) {
    this.blades = blades.stream().map(Rgb::of).toList();
    this.vein = Rgb.of(vein);
    this.spot = Rgb.of(spot);
  }

  /** Draws the colours of one leaf; the species has no say, so that they do not give it away. */
  LeafColours colours(LeafRandom random) {
    Rgb tint =
        new Rgb(random.between(.9, 1.1), random.between(.94, 1.06), random.between(.85, 1.15));
    double light = random.between(0.8, 1.12);
    Rgb middle = any(random).towards(any(random), random.between(0, 0.5));
    Rgb edge = middle.towards(any(random), random.between(0.2, 0.9));
    Rgb veins = vein.towards(middle, random.between(0, 0.5));
    double spots = random.between(0.4, this == SPRING ? 1.6 : 1.2);
    return new LeafColours(
        middle.times(light).times(tint),
        edge.times(light).times(tint),
        veins.times(light).times(tint),
        spot,
        spots);
  }

  private Rgb any(LeafRandom random) {
    return blades.get(random.between(0, blades.size() - 1));
  }
}
