package graft.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Where losses come from, whose true mean is known. */
interface LossSource {

  double draw(SplittableRandom random);

  double mean();

  /** Returns the sources that are simulated, by what they are. */
  static Map<String, LossSource> all() {
    Map<String, LossSource> sources = new LinkedHashMap<>();
    for (double sigma : new double[] {0.5, 1, 1.5}) {
      sources.put("lognormal, sigma " + sigma, new Lognormal(-1.5, sigma));
    }
    for (double mistakes : new double[] {0.002, 0.02, 0.1}) {
      for (double loss : new double[] {3, 8, 15}) {
        String name = "%s %% mistakes of loss %.0f, else ".formatted(100 * mistakes, loss);
        sources.put(name + 0.01, new Mistakes(mistakes, loss, 0.01));
        sources.put(name + 0.3, new Mistakes(mistakes, loss, 0.3));
      }
    }
    return sources;
  }

  /** Losses whose logarithm is normal. */
  record Lognormal(double mu, double sigma) implements LossSource {

    @Override
    public double draw(SplittableRandom random) {
      double normal =
          Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
              * Math.cos(2 * Math.PI * random.nextDouble());
      return Math.exp(mu + sigma * normal);
    }

    @Override
    public double mean() {
      return Math.exp(mu + sigma * sigma / 2);
    }
  }

  /** Small losses, and a few confident mistakes. */
  record Mistakes(double share, double loss, double other) implements LossSource {

    @Override
    public double draw(SplittableRandom random) {
      return random.nextDouble() < share ? loss : other;
    }

    @Override
    public double mean() {
      return share * loss + (1 - share) * other;
    }
  }
}
