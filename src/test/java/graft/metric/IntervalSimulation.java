package graft.metric;

import graft.metric.ErrorSource.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws data sets of classifiers whose true metrics are known, and counts how often the intervals
 * hold them and how often a verdict is wrong. Prints the tables of INTERVALS.md.
 */
public final class IntervalSimulation {

  static final int[][] SIZES = {
    {2, 2},
    {8, 2},
    {20, 3},
    {60, 2},
    {60, 10},
    {300, 2},
    {300, 100},
    {1000, 1000},
    {2000, 3},
    {2000, 100}
  };
  static final int[] COUNTS = {1, 2, 8, 20, 60, 200, 1000};
  private static final double[] TAILS = {1, 50};
  private static final double[] ACCURACIES = {0.5, 0.9, 0.98, 0.995};

  private final int sets;

  /**
   * @param sets how many data sets to draw of each kind
   */
  IntervalSimulation(int sets) {
    this.sets = sets;
  }

  /** Counts what became of a number's intervals. */
  static final class Tally {
    private int shown;
    private int held;
    private int drawn;

    void add(Interval interval, double truth) {
      drawn++;
      shown += interval.isKnown() ? 1 : 0;
      held += interval.low() <= truth + 1e-12 && truth <= interval.high() + 1e-12 ? 1 : 0;
    }

    /** Share of the intervals that were shown and hold the truth; 1 where few were shown. */
    double coverage() {
      return shown < drawn / 20 ? 1 : (double) held / shown;
    }

    double shown() {
      return (double) shown / drawn;
    }
  }

  /** Returns the tallies of one classifier, by metric. */
  Map<String, Tally> metrics(int n, ErrorSource source) {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (String name : List.of("accuracy", "macro F1", "balanced accuracy", "recall")) {
      tallies.put(name, new Tally());
    }
    SplittableRandom random = new SplittableRandom(n * 7919L + source.classes());
    for (int set = 0; set < sets; set++) {
      int[] truth = source.truth(n, random);
      int[] predicted = answers(source, truth, random);
      ClassMeans means = ClassMeans.of(truth, predicted, source.classes());
      tallies.get("macro F1").add(means.macroF1(), source.macroF1());
      tallies.get("balanced accuracy").add(means.balancedAccuracy(), source.balancedAccuracy());
      tallies.get("accuracy").add(share(truth, predicted, -1), source.accuracy());
      int last = source.classes() - 1;
      tallies.get("recall").add(share(truth, predicted, last), source.recalls()[last]);
    }
    return tallies;
  }

  private static int[] answers(ErrorSource source, int[] truth, SplittableRandom random) {
    int[] answers = new int[truth.length];
    Arrays.setAll(answers, i -> source.answer(truth[i], random.nextDouble(), random));
    return answers;
  }

  private static Interval share(int[] truth, int[] predicted, int only) {
    int n = 0;
    int hits = 0;
    for (int i = 0; i < truth.length; i++) {
      if (only < 0 || truth[i] == only) {
        n++;
        hits += truth[i] == predicted[i] ? 1 : 0;
      }
    }
    return Intervals.share(hits, n);
  }

  /**
   * Returns how often two classifiers of equal macro F1 are told apart by it, and the tally of the
   * difference in accuracy.
   *
   * @param common how often an example is as hard for the second as for the first
   */
  Verdicts verdicts(int n, ErrorSource first, ErrorSource second, double common) {
    SplittableRandom random = new SplittableRandom(n * 104_729L + first.classes());
    Tally accuracy = new Tally();
    int wrong = 0;
    for (int set = 0; set < sets; set++) {
      int[] truth = first.truth(n, random);
      int[] one = new int[n];
      int[] other = new int[n];
      int onlyOne = 0;
      int onlyOther = 0;
      for (int i = 0; i < n; i++) {
        double hardness = random.nextDouble();
        double again = random.nextDouble() < common ? hardness : random.nextDouble();
        one[i] = first.answer(truth[i], hardness, random);
        other[i] = second.answer(truth[i], again, random);
        onlyOne += one[i] == truth[i] && other[i] != truth[i] ? 1 : 0;
        onlyOther += other[i] == truth[i] && one[i] != truth[i] ? 1 : 0;
      }
      accuracy.add(
          Intervals.shareDifference(onlyOne, onlyOther, n), first.accuracy() - second.accuracy());
      Interval difference =
          ClassMeans.of(truth, one, first.classes())
              .macroF1Minus(ClassMeans.of(truth, other, first.classes()));
      wrong += difference.low() > 0 || difference.high() < 0 ? 1 : 0;
    }
    return new Verdicts((double) wrong / sets, accuracy.coverage());
  }

  /** How often a verdict was wrong, and how often an interval held. */
  record Verdicts(double wrong, double coverage) {}

  /** Returns the classifier with errors elsewhere whose macro F1 is that of another one. */
  static ErrorSource equal(ErrorSource source, double tail, Errors errors) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      boolean worse =
          ErrorSource.of(source.classes(), tail, errors, middle).macroF1() < source.macroF1();
      low = worse ? middle : low;
      high = worse ? high : middle;
    }
    return ErrorSource.of(source.classes(), tail, errors, high);
  }

  /**
   * Returns the tally of a mean loss, and how often a model with that loss on every example is told
   * from this one, which is wrong.
   */
  Losses losses(int n, LossSource source) {
    SplittableRandom random = new SplittableRandom(n * 1_299_709L);
    Tally tally = new Tally();
    int wrong = 0;
    double[] same = new double[n];
    Arrays.fill(same, source.mean());
    for (int set = 0; set < sets; set++) {
      double[] losses = new double[n];
      Arrays.setAll(losses, i -> source.draw(random));
      double[] margins = margins(losses);
      tally.add(Intervals.loss(losses, margins), source.mean());
      Interval difference = Intervals.lossDifference(losses, margins, same, margins(same));
      wrong += difference.low() > 0 || difference.high() < 0 ? 1 : 0;
    }
    return new Losses(tally, (double) wrong / sets);
  }

  /** What became of a loss. */
  record Losses(Tally tally, double wrong) {}

  /** Log-odds of the prediction where there are two classes. */
  private static double[] margins(double[] losses) {
    return Arrays.stream(losses).map(loss -> Math.abs(Math.log(Math.expm1(loss)))).toArray();
  }

  /**
   * Returns the tally of the calibration error.
   *
   * @param off by how much confidence is above the chance to be right
   */
  Tally calibration(int n, double off) {
    double truth = calibrationError(off);
    SplittableRandom random = new SplittableRandom(n * 15_485_863L);
    Tally tally = new Tally();
    for (int set = 0; set < sets; set++) {
      double[] confidences = new double[n];
      boolean[] hits = new boolean[n];
      for (int i = 0; i < n; i++) {
        confidences[i] = confidence(random.nextDouble());
        hits[i] = random.nextDouble() < Math.max(0, confidences[i] - off);
      }
      tally.add(Calibration.error(confidences, hits, Calibration.BINS), truth);
    }
    return tally;
  }

  /** More confident than not: from 1/3, half of them above 0.83. */
  private static double confidence(double uniform) {
    return 1 - (1 - uniform) * (1 - uniform) * 2 / 3;
  }

  private static double calibrationError(double off) {
    int steps = 300_000;
    double[] bins = new double[Calibration.BINS];
    for (int i = 0; i < steps; i++) {
      double confidence = confidence((i + 0.5) / steps);
      int bin = (int) Math.ceil(confidence * Calibration.BINS) - 1;
      bins[bin] += confidence - Math.max(0, confidence - off);
    }
    return Arrays.stream(bins).map(Math::abs).sum() / steps;
  }

  /**
   * Prints the tables.
   *
   * @param arguments how many data sets of each kind; 1000 if there is none
   */
  public static void main(String[] arguments) {
    IntervalSimulation simulation =
        new IntervalSimulation(arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]));
    simulation.metricTable().forEach(System.out::println);
    simulation.calibrationTable().forEach(System.out::println);
    simulation.lossTable().forEach(System.out::println);
    simulation.verdictTable().forEach(System.out::println);
  }

  private List<String> metricTable() {
    List<String> lines = new ArrayList<>();
    lines.add("| n | classes | accuracy | recall | balanced accuracy | macro F1 | shown |");
    lines.add("|---|---|---|---|---|---|---|");
    for (int[] size : SIZES) {
      Map<String, Double> worst = new LinkedHashMap<>();
      double shown = 0;
      for (ErrorSource source : sources(size[1])) {
        Map<String, Tally> tallies = metrics(size[0], source);
        tallies.forEach((name, tally) -> worst.merge(name, tally.coverage(), Math::min));
        shown += tallies.get("macro F1").shown() / sources(size[1]).size();
      }
      lines.add(
          row(
              size,
              worst.get("accuracy"),
              worst.get("recall"),
              worst.get("balanced accuracy"),
              worst.get("macro F1"),
              shown));
    }
    return lines;
  }

  static List<ErrorSource> sources(int classes) {
    List<ErrorSource> sources = new ArrayList<>();
    for (double tail : TAILS) {
      for (Errors errors : Errors.values()) {
        for (double accuracy : ACCURACIES) {
          sources.add(ErrorSource.of(classes, tail, errors, accuracy));
        }
      }
    }
    return sources;
  }

  private List<String> calibrationTable() {
    List<String> lines = new ArrayList<>(List.of("", "| n | calibrated | 0.1 too sure |"));
    lines.add("|---|---|---|");
    for (int n : COUNTS) {
      lines.add(row(new int[] {n}, calibration(n, 0).coverage(), calibration(n, 0.1).coverage()));
    }
    return lines;
  }

  private List<String> lossTable() {
    List<String> lines = new ArrayList<>(List.of("", "| n | loss | shown | wrong verdicts |"));
    lines.add("|---|---|---|---|");
    for (int n : COUNTS) {
      double worst = 1;
      double shown = 0;
      double wrong = 0;
      for (LossSource source : LossSource.all().values()) {
        Losses losses = losses(n, source);
        worst = Math.min(worst, losses.tally().coverage());
        shown += losses.tally().shown() / LossSource.all().size();
        wrong = Math.max(wrong, losses.wrong());
      }
      lines.add(row(new int[] {n}, worst, shown, wrong));
    }
    return lines;
  }

  private List<String> verdictTable() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| n | classes | wrong verdicts by macro F1 | difference in accuracy |");
    lines.add("|---|---|---|---|");
    for (int[] size : SIZES) {
      double wrong = 0;
      double coverage = 1;
      for (double tail : TAILS) {
        for (Errors errors : Errors.values()) {
          for (double accuracy : new double[] {0.7, 0.95}) {
            ErrorSource first = ErrorSource.of(size[1], tail, Errors.EVEN, accuracy);
            ErrorSource second = equal(first, tail, errors);
            if (Math.abs(first.macroF1() - second.macroF1()) < 1e-9) {
              for (double common : new double[] {0, 0.9}) {
                Verdicts verdicts = verdicts(size[0], first, second, common);
                wrong = Math.max(wrong, verdicts.wrong());
                coverage = Math.min(coverage, verdicts.coverage());
              }
            }
          }
        }
      }
      lines.add(row(size, wrong, coverage));
    }
    return lines;
  }

  private static String row(int[] size, double... values) {
    StringBuilder row = new StringBuilder("|");
    Arrays.stream(size).forEach(each -> row.append(String.format(Locale.ROOT, " %,d |", each)));
    Arrays.stream(values).forEach(each -> row.append(String.format(Locale.ROOT, " %.3f |", each)));
    return row.toString();
  }
}
