package graft.magics.render;

import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ClassScore;
import java.util.Comparator;
import java.util.List;

/** Chooses the classes of a report that are shown: all while they are few, else the worst. */
final class ShownClasses {

  private static final int MOST = 50;

  private ShownClasses() {}

  /** Returns at most 50; where there are more, those with the lowest F1 that have examples. */
  static List<ClassScore> of(ClassificationReport report) {
    return report.perClass().size() <= MOST
        ? report.perClass()
        : report.perClass().stream()
            .filter(score -> score.support() > 0)
            .sorted(Comparator.comparingDouble(ClassScore::f1))
            .limit(MOST)
            .toList();
  }

  /** Returns a caption that says which are shown. */
  static String caption(ClassificationReport report) {
    int shown = of(report).size();
    return report.perClass().size() <= MOST
        ? "Classes"
        : "Classes: the %s of %s with the lowest F1".formatted(shown, report.perClass().size());
  }
}
