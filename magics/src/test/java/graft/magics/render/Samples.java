package graft.magics.render;

import graft.backbone.ModelCard;
import graft.data.AugmentationPreview;
import graft.data.DataProblem;
import graft.data.Example;
import graft.data.ImagePreprocessing;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Resampling;
import graft.data.ResizeRule;
import graft.data.RgbImage;
import graft.data.Source;
import graft.data.Split;
import graft.data.Target;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ClassScore;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.Comparison;
import graft.eval.CoverageTable;
import graft.eval.Overlap;
import graft.eval.PairedDifference;
import graft.eval.Predictions;
import graft.metric.Calibration;
import graft.metric.Coverage;
import graft.metric.Interval;
import graft.train.EpochValues;
import graft.train.FreezeReceipt;
import graft.train.FreezeReceipt.Row;
import graft.train.FreezeSummary;
import graft.train.FreezeSummary.StageRow;
import graft.train.Milestone;
import graft.train.Outcome;
import graft.train.RateSweep;
import graft.train.Resources;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Results as the core makes them, small enough to check by eye. */
final class Samples {

  static final String SUBJECT = "graft-nano (frozen) · photos (train 210, val 45, test 45 sealed)";

  /** A class name that tries everything. */
  static final String HOSTILE =
      "</td><script>alert('x')</script>\"'&<img src=x onerror=alert(1)> \u2028 \u202egpj.exe"
          + " \u05d0\u200f \ud83c\udf3b\n"
          + "x".repeat(300);

  private static final ImagePreprocessing PREPROCESSING =
      new ImagePreprocessing(
          new ResizeRule.ShorterSide(128),
          Resampling.BILINEAR,
          128,
          128,
          List.of(0.5, 0.5, 0.5),
          List.of(0.25, 0.25, 0.25));

  private Samples() {}

  static TrainingHistory history(Outcome outcome, int epochs) {
    List<EpochValues> values =
        IntStream.rangeClosed(1, epochs).mapToObj(epoch -> epoch(epoch, epochs)).toList();
    return history(outcome, epochs == 0 ? 0 : Math.max(1, epochs - 1), values);
  }

  static TrainingHistory history(Outcome outcome, int best, List<EpochValues> epochs) {
    return new TrainingHistory(
        3,
        "run 3",
        SUBJECT,
        "from pretrained weights",
        "validation accuracy",
        true,
        best,
        epochs,
        outcome,
        12.34,
        Map.of("epochs auto", "until the metric stalls, at most 100", "augment", "none, frozen"),
        Map.of("seed", "42"));
  }

  /** A run in two phases that was resumed, with all that can be known of it. */
  static TrainingHistory phased(Outcome outcome, FreezeReceipt receipt) {
    return new TrainingHistory(
        3,
        "run 3",
        SUBJECT,
        "resumes run 3 at epoch 2",
        "validation accuracy",
        true,
        2,
        List.of(epoch(1, 1.25, 1.0, 0.5), epoch(2, 0.75, 0.625, 0.9333), epoch(3, 0.5, 0.7, 0.9)),
        outcome,
        12.34,
        Map.of("epochs", "3"),
        Map.of("seed", "42"),
        List.of(
            new Milestone(1, "frozen", List.of("fc")),
            new Milestone(2, "all layers train", List.of("stem", "layer4", "fc"))),
        receipt,
        new Resources(14, 11, 1_200_000_000, 850_000_000),
        List.of("checkpoint epoch-2 was passed over"));
  }

  static FreezeReceipt kept() {
    return new FreezeReceipt(
        List.of(
            new Row("stem", false, 0, false, 0, ""),
            new Row("layer4", true, 0.0002, true, 0.0123, ""),
            new Row("fc", true, 2.5, false, 0, "")));
  }

  static FreezeReceipt broken(String violation) {
    return new FreezeReceipt(
        List.of(
            new Row("stem", false, Double.NaN, false, Double.NaN, violation),
            new Row("fc", true, 2.5, false, 0, "")));
  }

  /** A sweep whose loss falls, and rises beyond all bounds at the end. */
  static RateSweep sweep(OptionalDouble suggestion, String reason) {
    return new RateSweep(
        SUBJECT,
        "from pretrained weights with a new head",
        "--recipe full",
        List.of(1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0),
        List.of(1.5, 1.25, 0.75, 0.5, 9.0, Double.NaN),
        List.of(1.5, 1.375, 1.0, 0.75, 5.0, 5.0),
        suggestion,
        reason);
  }

  static EpochValues epoch(int epoch, double trainingLoss, double loss, double accuracy) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("training loss", trainingLoss);
    values.put("validation loss", loss);
    values.put("validation accuracy", accuracy);
    return new EpochValues(epoch, 2.5, 1e-3, values);
  }

  private static EpochValues epoch(int epoch, int epochs) {
    double done = Math.exp(-3.0 * epoch / epochs);
    double late = epoch == epochs ? 0.03 : 0;
    return epoch(epoch, 0.1 + 1.4 * done, 0.25 + 1.2 * done + late, 0.95 - 0.7 * done - late);
  }

  static ClassificationReport report(List<String> classes, int[][] confusion) {
    return report(classes, confusion, picture("a picture", plain(8, 8, 90)));
  }

  /** A report on examples that take the sources in turn. */
  static ClassificationReport report(List<String> classes, int[][] confusion, Source... sources) {
    List<ClassScore> scores = new ArrayList<>();
    List<ScoredExample> scored = new ArrayList<>();
    for (int truth = 0; truth < classes.size(); truth++) {
      int support = IntStream.of(confusion[truth]).sum();
      scores.add(
          new ClassScore(classes.get(truth), support, 0.9, new Interval(0.8, 0.7, 0.875), 0.8471));
      for (int prediction = 0; prediction < classes.size(); prediction++) {
        for (int i = 0; i < confusion[truth][prediction]; i++) {
          String id = "%d/%d-%d.jpg".formatted(truth, prediction, i);
          double loss = truth == prediction ? 0.1 : 1 + 0.5 * prediction + 0.01 * i;
          Example example =
              new Example(
                  id, "", sources[scored.size() % sources.length], new Target.OneClass(truth));
          scored.add(new ScoredExample(example, truth, prediction, 0.81, loss));
        }
      }
    }
    Map<String, Interval> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", new Interval(0.911, 0.788, 0.975));
    metrics.put("macro F1", new Interval(0.905, 0.77, 0.97));
    Map<String, Interval> baselines = new LinkedHashMap<>();
    baselines.put("majority class", new Interval(0.2, 0.096, 0.346));
    baselines.put("linear probe", new Interval(0.889, 0.759, 0.963));
    Map<String, PairedDifference> differences = new LinkedHashMap<>();
    differences.put(
        "majority class",
        new PairedDifference("accuracy", 45, new Interval(0.711, 0.578, 0.844), 32, 0, 4.7e-10));
    differences.put(
        "linear probe",
        new PairedDifference("accuracy", 45, new Interval(0.022, -0.044, 0.089), 2, 1, 1));
    return new ClassificationReport(
        "graft-nano (frozen) · photos (val 45)",
        classes,
        scored.size(),
        "accuracy",
        metrics,
        scores,
        IntStream.range(0, classes.size())
            .mapToObj(row -> IntStream.of(confusion[row]).boxed().toList())
            .toList(),
        new Calibration(
            List.of(
                new Calibration.Bin(0, 0.5, 0, Double.NaN, Double.NaN),
                new Calibration.Bin(0.5, 1, 7, 0.81, 0.857)),
            new Interval(0.047, 0.02, 0.19),
            0.112),
        CoverageTable.NONE,
        baselines,
        differences,
        scored,
        "validation chose the best epoch",
        List.of(),
        Overlap.NONE);
  }

  /** The same report of imbalanced data, with a baseline that took training. */
  static ClassificationReport imbalanced(ClassificationReport report, List<String> notes) {
    Map<String, Interval> metrics = new LinkedHashMap<>(report.metrics());
    metrics.put("balanced accuracy", new Interval(0.833, 0.5, 1));
    return new ClassificationReport(
        report.subject(),
        report.classes(),
        report.examples(),
        report.metric(),
        metrics,
        report.perClass(),
        report.confusion(),
        report.calibration(),
        new CoverageTable(
            List.of(
                new Coverage(
                    0.5, 0.951, new Interval(0.571, 0.25, 0.842), 4, new Interval(1, 0.51, 1)),
                new Coverage(0.9, 0.999, new Interval(0, 0, 0.354), 0, Interval.UNDEFINED)),
            "thresholds were chosen on validation and measured here"),
        report.baselines(),
        report.differences(),
        report.scored(),
        report.usage(),
        notes,
        report.overlap());
  }

  /** A report whose matrix has {@code right} on the diagonal and one beside it. */
  static ClassificationReport report(int classes, int right) {
    int[][] confusion = new int[classes][classes];
    for (int i = 0; i < classes; i++) {
      confusion[i][i] = right;
      confusion[i][(i + 1) % classes] = 1;
    }
    return report(
        IntStream.range(0, classes).mapToObj(index -> "class " + index).toList(), confusion);
  }

  /** Two models, of which the second is so little better that nobody can tell. */
  static Comparison comparison(String first, String second) {
    Map<String, TrainingHistory> histories = new LinkedHashMap<>();
    histories.put(first, history(Outcome.FINISHED, 2));
    histories.put(second, phased(Outcome.FINISHED, FreezeReceipt.NONE));
    return new Comparison(
        first + ", " + second + " · photos (val 45)",
        "accuracy",
        45,
        List.of(
            new Comparison.Row(
                first,
                "from pretrained weights: frozen",
                1_285,
                2.5,
                new Interval(0.8, 0.662, 0.891)),
            new Comparison.Row(
                second,
                "from pretrained weights: frozen, then all layers train",
                2_798_895,
                61.25,
                new Interval(0.844, 0.712, 0.923))),
        Map.of(
            second,
            new PairedDifference("accuracy", 45, new Interval(0.044, -0.044, 0.133), 4, 2, 0.688)),
        histories,
        "validation chose the best epoch of each",
        List.of("budgets differ: epochs of %s 2, %s 3".formatted(first, second)),
        Map.of());
  }

  static FreezeSummary freeze() {
    return new FreezeSummary(
        "graft-nano (frozen)",
        "backbone frozen",
        List.of(
            new StageRow("stem", 4_832, 0, "eval", 0.205, true),
            new StageRow("layer4", 2_099_712, 1_180_672, "eval", 0.2, false),
            new StageRow("head", 1_285, 1_285, "none", 0.001, false)));
  }

  static ModelCard card() {
    return card("");
  }

  static ModelCard card(String notes) {
    return new ModelCard(
        "graft-nano",
        "ResNet-18, base width 32",
        2_797_610,
        "3 x 128 x 128, mean 0.485 0.456 0.406, deviation 0.229 0.224 0.225",
        256,
        "embedded",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "Apache-2.0",
        List.of("stem", "layer1", "layer2", "layer3", "layer4"),
        notes);
  }

  /** A data set of {@code count} examples a class, all of them in the training part. */
  static LabeledDataset data(List<String> classes, int count, Source source) {
    List<Example> examples = new ArrayList<>();
    Map<String, Part> parts = new LinkedHashMap<>();
    for (int i = 0; i < classes.size() * count; i++) {
      int label = i / count;
      String id = classes.get(label) + "/" + i % count;
      examples.add(new Example(id, "hash" + i, source, new Target.OneClass(label)));
      parts.put(id, Part.TRAIN);
    }
    Split split = new Split(parts, "70/15/15, seed 42", true);
    return new LabeledDataset("photos", classes, examples, split, List.of(), "hash");
  }

  static AugmentationPreview preview(LabeledDataset data) {
    return AugmentationPreview.of(data, PREPROCESSING, 42);
  }

  static LabeledDataset with(LabeledDataset data, DataProblem problem) {
    return data.without(Set.of(), List.of(problem));
  }

  static Source.Picture picture(String name, RgbImage image) {
    return new Source.Picture(name, () -> image);
  }

  /** The kind of picture that compresses worst. */
  static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(7).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  static RgbImage plain(int width, int height, int value) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) value);
    return new RgbImage(width, height, rgb);
  }

  static Predictions predictions(int count, Source source, List<String> problems) {
    List<Predictions.Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Example example = new Example("new/%d.jpg".formatted(i), "", source, new Target.None());
      items.add(new Predictions.Item(example, "rose", 0.75, List.of(0.05, 0.75, 0.2)));
    }
    return new Predictions(
        "graft-nano (tuned) · new", List.of("daisy", "rose", "tulip"), items, problems);
  }
}
