package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds what there is to see, whatever the picture's size and style.
 *
 * @param leaves from the lowest to the topmost
 * @param ground what they lie on
 * @param season of the year
 * @param light how they are lit
 * @param random for what is left to the painter
 */
record Scene(List<Leaf> leaves, Ground ground, Season season, Light light, LeafRandom random) {

  private static final double COMPANY = 0.1; // share of pictures with a second leaf

  static Scene draw(Species species, Season season, long seed) {
    LeafRandom random = new LeafRandom(seed);
    LeafPose pose = LeafPose.draw(random.fork());
    List<Leaf> leaves = new ArrayList<>();
    LeafRandom other = random.fork();
    if (other.chance(COMPANY)) {
      leaves.add(Leaf.draw(species, pose.beside(other), season, other));
    }
    leaves.add(Leaf.draw(species, pose, season, random.fork()));
    Ground ground = random.fork().oneOf(Ground.values());
    Light light = Light.draw(random.fork());
    return new Scene(leaves, ground, season, light, random.fork());
  }
}
