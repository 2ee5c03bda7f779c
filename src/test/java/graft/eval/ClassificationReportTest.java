package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.Example;
import graft.data.Source;
import graft.data.Target;
import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.Calibration;
import graft.metric.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassificationReportTest {

  private static final Interval MAJORITY = new Interval(0.35, 0.2, 0.5);
  private static final Interval PROBE = new Interval(0.7, 0.55, 0.82);

  @Test
  void sentenceNamesEverythingInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(report("accuracy", baselines()).sentence())
          .isEqualTo(
              "On 40 examples of graft-nano (frozen) · photos (val 40),"
                  + " accuracy is 0.750 (95 % interval 0.600 to 0.860),"
                  + " against majority class 0.350 (0.200 to 0.500),"
                  + " linear probe 0.700 (0.550 to 0.820);"
                  + " difference to the best baseline (linear probe) on the same examples:"
                  + " +0.050 (95 % interval -0.025 to +0.125; McNemar p = 0.625),"
                  + " too close to call;"
                  + " no decision was made on these examples.");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void resultIsTheSameWhereverItsExampleIsReadFrom() {
    ScoredExample here = scored("hash", new Source.Text("a secret"));
    ScoredExample there = scored("hash", new Source.Text("read from another place"));

    assertThat(here).isEqualTo(there).hasSameHashCodeAs(there);
    assertThat(here).isNotEqualTo(scored("another hash", new Source.Text("a secret")));
    assertThat(here)
        .hasToString("ScoredExample[daisy/1.jpg, hash, 0, 1, 0.75, 1.5, 1.0986122886681096]");
  }

  private static ScoredExample scored(String hash, Source source) {
    Example example = new Example("daisy/1.jpg", hash, source, new Target.OneClass(0));
    return new ScoredExample(example, 0, 1, 0.75, 1.5);
  }

  @Test
  void sentenceWithoutBaselines() {
    assertThat(report("accuracy", Map.of()).sentence())
        .isEqualTo(
            "On 40 examples of graft-nano (frozen) · photos (val 40),"
                + " accuracy is 0.750 (95 % interval 0.600 to 0.860);"
                + " no decision was made on these examples.");
  }

  @Test
  void bestBaselineOfALossIsTheSmallest() {
    assertThat(report("accuracy", baselines()).bestBaseline()).contains("linear probe");
    assertThat(report("loss", baselines()).bestBaseline()).contains("majority class");
    assertThat(report("loss", Map.of()).bestBaseline()).isEmpty();
  }

  @Test
  void baselineWithoutItsDifference() {
    assertThatThrownBy(() -> report("accuracy", baselines(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "each baseline needs its difference, received [majority class, linear probe] and []");
  }

  private static Map<String, Interval> baselines() {
    Map<String, Interval> baselines = new LinkedHashMap<>();
    baselines.put("majority class", MAJORITY);
    baselines.put("linear probe", PROBE);
    return baselines;
  }

  private static ClassificationReport report(String metric, Map<String, Interval> baselines) {
    Map<String, PairedDifference> differences = new LinkedHashMap<>();
    baselines.forEach(
        (name, value) ->
            differences.put(
                name,
                new PairedDifference(metric, 40, new Interval(0.05, -0.025, 0.125), 3, 1, 0.625)));
    return report(metric, baselines, differences);
  }

  private static ClassificationReport report(
      String metric, Map<String, Interval> baselines, Map<String, PairedDifference> differences) {
    return new ClassificationReport(
        "graft-nano (frozen) · photos (val 40)",
        List.of("oak", "maple"),
        40,
        metric,
        Map.of(metric, new Interval(0.75, 0.6, 0.86)),
        List.of(),
        List.of(),
        new Calibration(List.of(), new Interval(0.1, 0.1, 0.1), 0.1),
        CoverageTable.NONE,
        baselines,
        differences,
        List.of(),
        "no decision was made on these examples",
        List.of(),
        Overlap.NONE);
  }
}
