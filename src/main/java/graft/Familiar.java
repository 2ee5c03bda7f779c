package graft;

import graft.data.Example;
import graft.data.Exposure;
import graft.data.Exposure.Use;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.Evaluator;
import graft.eval.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a model did with examples, in their order.
 *
 * @param uses one an example
 * @param gaps of which runs it is not known
 */
record Familiar(List<Use> uses, List<String> gaps) {

  static Familiar of(Exposure met, List<Example> examples) {
    return new Familiar(examples.stream().map(met::use).toList(), met.gaps());
  }

  /** Returns what it did with those that tell most of new ones: the least that it did with any. */
  Use headline() {
    return uses.stream().min(Use::compareTo).orElse(Use.NEW);
  }

  /** Returns the indices of the examples that it did one thing with. */
  List<Integer> rows(Use use) {
    return IntStream.range(0, uses.size()).filter(i -> uses.get(i) == use).boxed().toList();
  }

  /** Scores each group apart. */
  Overlap overlap(Evaluator evaluator, List<ScoredExample> scored) {
    List<Overlap.Group> groups = new ArrayList<>();
    for (Use use : Use.values()) {
      List<Integer> rows = rows(use);
      if (!rows.isEmpty()) {
        groups.add(new Overlap.Group(use, rows.size(), evaluator.score(only(scored, rows))));
      }
    }
    return new Overlap(groups, gaps);
  }

  static <T> List<T> only(List<T> all, List<Integer> rows) {
    return rows.stream().map(all::get).toList();
  }

  /** Returns the examples that hold none of some contents. */
  static List<Example> without(List<Example> examples, List<Example> others) {
    Set<String> contents = Exposure.contents(others);
    return examples.stream().filter(each -> !contents.contains(Exposure.content(each))).toList();
  }

  /** Says where validation cannot judge a run, since its weights met those examples before. */
  static List<String> ofValidation(Exposure met, LabeledDataset data) {
    List<Example> validation = data.part(Part.VALIDATION);
    int trained = of(met, validation).rows(Use.TRAINED).size();
    return trained == 0
        ? List.of()
        : List.of(
            "%d of %d validation examples were trained on by runs that this one goes on from, so validation is too optimistic"
                .formatted(trained, validation.size()));
  }
}
