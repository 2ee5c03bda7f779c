package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graft.data.Example;
import graft.data.Source;
import graft.data.Target;
import graft.eval.ClassificationReport.ClassScore;
import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.BinaryCurves;
import graft.metric.Interval;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets scikit-learn and SciPy compute every number of 500 drawn reports again. */
@Tag("interop")
class ReportInteropTest {

  private static final Path SCRIPT =
      Path.of("test", "resources", "graft", "eval", "check_reports.py");
  private static final int CASES = 500;
  private static final int LARGEST = 100_000;
  private static final int[] EXAMPLES = {1, 2, 3, 5, 8, 20, 60, 200, 1000};
  private static final int[] CLASSES = {2, 2, 3, 5, 10, 100, 1000};

  /** Of the logits: all equal, unsure, sure, so sure that probabilities round to 1. */
  private static final float[] SPREADS = {0, 1, 5, 60};

  @TempDir private Path folder;

  @Test
  void everyNumberIsThatOfScikitLearnOrSciPy() throws Exception {
    ObjectMapper json = JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
    Path file = folder.resolve("reports.jsonl");
    List<String> lines = new ArrayList<>();
    for (int seed = 0; seed < CASES; seed++) {
      lines.add(json.writeValueAsString(drawn(new Random(seed))));
    }
    Files.write(file, lines);

    Process process =
        new ProcessBuilder(
                System.getProperty("graft.interop.python"), SCRIPT.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.strip()).endsWith(CASES + " reports agree");
  }

  private static Map<String, Object> drawn(Random random) {
    int classes = CLASSES[random.nextInt(CLASSES.length)];
    int n = Math.min(EXAMPLES[random.nextInt(EXAMPLES.length)], LARGEST / classes);
    int occurring = random.nextInt(4) == 0 ? 1 + random.nextInt(classes) : classes;
    double tail = 1 + 3 * random.nextInt(3);
    int[] truth =
        random.doubles(n).mapToInt(each -> (int) (occurring * Math.pow(each, tail))).toArray();
    boolean whole = random.nextInt(3) == 0; // ties
    Outputs model = logits(random, truth, classes, whole);
    Outputs other = logits(random, truth, classes, whole);
    return numbers(model, other, classes);
  }

  private static Outputs logits(Random random, int[] truth, int classes, boolean whole) {
    float spread = SPREADS[random.nextInt(SPREADS.length)];
    float skill = spread * random.nextInt(3);
    float[] values = new float[truth.length * classes];
    for (int i = 0; i < values.length; i++) {
      float value = spread * (float) random.nextGaussian();
      value += truth[i / classes] == i % classes ? skill : 0;
      values[i] = whole ? Math.round(value) : value;
    }
    List<String> ids = IntStream.range(0, truth.length).mapToObj(i -> "e" + i).toList();
    List<Target> targets =
        IntStream.of(truth).<Target>mapToObj(each -> new Target.OneClass(each)).toList();
    return new Outputs(ids, targets, new FloatTensor(new long[] {truth.length, classes}, values));
  }

  private static Map<String, Object> numbers(Outputs model, Outputs other, int classes) {
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
    Evaluator evaluator = new Evaluator(names, "accuracy");
    List<Example> examples =
        IntStream.range(0, model.ids().size())
            .mapToObj(
                i ->
                    new Example(
                        model.ids().get(i),
                        "h" + i,
                        new Source.Picture("", () -> null),
                        model.targets().get(i)))
            .toList();
    Map<String, List<ScoredExample>> baselines = Map.of("other", evaluator.scored(examples, other));
    ClassificationReport report =
        evaluator.report(
            examples, model, new Background("", "", baselines, true, List.of(), List.of()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("classes", classes);
    all.put("truth", model.classes());
    all.put("logits", model.rows());
    all.put("other", other.rows());
    report.metrics().forEach((name, interval) -> all.put(name, bounds(interval)));
    all.put("baseline", bounds(report.baselines().get("other")));
    all.put("precision", report.perClass().stream().map(ClassScore::precision).toList());
    all.put("recall", report.perClass().stream().map(each -> bounds(each.recall())).toList());
    all.put("f1", report.perClass().stream().map(ClassScore::f1).toList());
    all.put("support", report.perClass().stream().map(ClassScore::support).toList());
    all.put("confusion", report.confusion());
    all.put("probability", inOrder(report).stream().map(ScoredExample::probability).toList());
    all.put("prediction", inOrder(report).stream().map(ScoredExample::prediction).toList());
    all.put("losses", inOrder(report).stream().map(ScoredExample::loss).toList());
    all.put("calibration error", report.calibration().error().value());
    all.put("bins", report.calibration().bins());
    PairedDifference difference = report.differences().get("other");
    all.put("difference", difference.difference().value());
    all.put("only first", difference.onlyFirst());
    all.put("only second", difference.onlySecond());
    all.put("p", difference.pValue());
    int positives = IntStream.of(model.classes()).sum();
    if (classes == 2 && positives > 0 && positives < examples.size()) {
      addCurves(all, report);
    }
    return all;
  }

  private static void addCurves(Map<String, Object> all, ClassificationReport report) {
    List<ScoredExample> scored = inOrder(report);
    double[] scores =
        scored.stream()
            .mapToDouble(each -> each.prediction() == 1 ? each.logOdds() : -each.logOdds())
            .toArray();
    boolean[] positive = new boolean[scores.length];
    IntStream.range(0, positive.length).forEach(i -> positive[i] = scored.get(i).truth() == 1);
    BinaryCurves curves = BinaryCurves.of(scores, positive);
    all.put("area under ROC", curves.areaUnderRoc());
    all.put("average precision", curves.averagePrecision());
  }

  private static List<ScoredExample> inOrder(ClassificationReport report) {
    return report.scored();
  }

  private static List<Double> bounds(Interval interval) {
    return List.of(interval.value(), interval.low(), interval.high());
  }
}
