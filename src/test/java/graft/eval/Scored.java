package graft.eval;

import graft.data.Example;
import graft.data.Source;
import graft.data.Target;
import graft.eval.ClassificationReport.ScoredExample;
import graft.task.Outputs;
import java.util.ArrayList;
import java.util.List;

/** Examples that consist of nothing but their ids. */
final class Scored {

  private Scored() {}

  static ScoredExample of(String id, int truth, int prediction, double probability, double loss) {
    Example example = new Example(id, "", new Source.Text(id), new Target.OneClass(truth));
    return new ScoredExample(example, truth, prediction, probability, loss);
  }

  /** Returns the examples that outputs are of. */
  static List<Example> examples(Outputs outputs) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < outputs.ids().size(); i++) {
      String id = outputs.ids().get(i);
      examples.add(new Example(id, "", new Source.Text(id), outputs.targets().get(i)));
    }
    return examples;
  }
}
