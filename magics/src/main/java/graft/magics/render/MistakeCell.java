package graft.magics.render;

import graft.data.Example;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One cell of the confusion matrix beside its diagonal.
 *
 * @param truth index of the class that its examples belong to
 * @param prediction index of the class that they were taken for
 * @param examples worst first, at least one
 */
record MistakeCell(int truth, int prediction, List<ScoredExample> examples) {

  private static final Comparator<MistakeCell> LARGEST_FIRST =
      Comparator.<MistakeCell>comparingInt(cell -> -cell.count())
          .thenComparingInt(MistakeCell::truth)
          .thenComparingInt(MistakeCell::prediction);

  /** Returns the examples that were taken for another class, worst first. */
  static List<ScoredExample> wrong(ClassificationReport report) {
    return report.scored().stream()
        .filter(scored -> scored.truth() != scored.prediction())
        .sorted(Comparator.comparingDouble(ScoredExample::loss).reversed())
        .toList();
  }

  /** Returns the cells of a report that are not empty, largest first. */
  static List<MistakeCell> of(ClassificationReport report) {
    return wrong(report).stream()
        .collect(Collectors.groupingBy(each -> List.of(each.truth(), each.prediction())))
        .values()
        .stream()
        .map(each -> new MistakeCell(each.get(0).truth(), each.get(0).prediction(), each))
        .sorted(LARGEST_FIRST)
        .toList();
  }

  /** Returns the first examples of some scored ones. */
  static List<Example> first(List<ScoredExample> scored, int count) {
    return scored.stream().limit(count).map(ScoredExample::example).toList();
  }

  int count() {
    return examples.size();
  }

  /** Returns for example {@code rose taken for tulip: 5 of 20}. */
  String words(ClassificationReport report) {
    return "%s taken for %s: %s of %s"
        .formatted(
            Names.elided(report.classes().get(truth), Html.NAME_LIMIT),
            Names.elided(report.classes().get(prediction), Html.NAME_LIMIT),
            Numbers.count(count()),
            Numbers.count(report.perClass().get(truth).support()));
  }
}
