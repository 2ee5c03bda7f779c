package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.eval.ClassificationReport;
import graft.eval.Predictions;
import graft.metric.Coverage;
import graft.metric.PriorShift;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImbalancedEvaluationTest {

  @TempDir private Path folder;

  private Workspace before;
  private LabeledDataset data;
  private TransferModel model;

  @BeforeEach
  void open() {
    before = Graft.workspace();
    Graft.workspace(Workspace.beside(folder));
    data = Graft.data("sample:leaves,classes=3,count=30,size=64,imbalance=5");
    model = Graft.pretrained("graft-nano");
    Graft.fineTune(model, data).epochs(2).run();
  }

  @AfterEach
  void close() {
    model.close();
    Graft.workspace(before);
  }

  @Test
  void balancedAccuracyIsTheMeanRecall() {
    ClassificationReport report = Graft.evaluate(model, data, Part.VALIDATION);

    double recall =
        report.perClass().stream().mapToDouble(each -> each.recall().value()).average().orElse(0);
    assertThat(report.metric()).isEqualTo("macro F1");
    assertThat(report.metrics().get("balanced accuracy").value()).isCloseTo(recall, within(1e-12));
  }

  @Test
  void thresholdsOfTheTestPartComeFromValidation() {
    ClassificationReport validation = Graft.evaluate(model, data, Part.VALIDATION);
    ClassificationReport test = Graft.evaluate(model, data, Part.TEST);

    assertThat(validation.coverage().thresholds())
        .startsWith("thresholds were chosen on these same validation examples");
    assertThat(test.coverage().thresholds())
        .isEqualTo("thresholds were chosen on validation and measured here");
    assertThat(thresholds(test)).isEqualTo(thresholds(validation));
    assertThat(test.coverage().rows()).isNotEqualTo(validation.coverage().rows());
  }

  /** There is no validation part of the model's own to choose on. */
  @Test
  void otherDataHasBalancedAccuracyOnly() {
    LabeledDataset autumn =
        Graft.data("sample:leaves,classes=3,count=30,size=64,imbalance=5,season=autumn");

    ClassificationReport report = Graft.evaluate(model, autumn, Optional.empty(), Watch.none());

    assertThat(report.metrics()).containsKey("balanced accuracy");
    assertThat(report.coverage().rows()).isEmpty();
  }

  @Test
  void priorShiftChangesProbabilitiesAndLeavesPredictions() {
    PriorShift shift = PriorShift.of(1.5f, -0.5f, -1);
    Evaluation plain = new Evaluation(model, Graft.workspace(), Watch.none());
    Evaluation shifted = new Evaluation(model, Graft.workspace(), Watch.none(), shift);

    ClassificationReport before = plain.report(data, Optional.of(Part.TEST), Baseline.NONE);
    ClassificationReport after = shifted.report(data, Optional.of(Part.TEST), Baseline.NONE);

    assertThat(after.confusion()).isEqualTo(before.confusion());
    assertThat(after.metrics().get("accuracy")).isEqualTo(before.metrics().get("accuracy"));
    assertThat(after.metrics().get("loss")).isNotEqualTo(before.metrics().get("loss"));
    assertThat(after.calibration()).isNotEqualTo(before.calibration());
    assertThat(after.baselines()).isEqualTo(before.baselines());
  }

  /** softmax(logits + shift) is proportional to softmax(logits) times exp(shift). */
  @Test
  void predictionsAreCorrectedAlike() {
    List<Example> examples = data.part(Part.TEST);
    PriorShift shift = PriorShift.of(0.7f, 0, -0.7f);

    Predictions plain = new Prediction(model, List.of()).predict(examples, "", () -> false);
    Predictions corrected =
        new Prediction(model, shift, List.of()).predict(examples, "", () -> false);

    for (int i = 0; i < examples.size(); i++) {
      List<Double> was = plain.items().get(i).probabilities();
      Predictions.Item is = corrected.items().get(i);
      double first = was.get(0) * Math.exp(0.7);
      double last = was.get(2) * Math.exp(-0.7);
      double sum = first + was.get(1) + last;
      assertThat(is.probabilities().get(0)).isCloseTo(first / sum, within(1e-5));
      assertThat(is.probabilities().get(2)).isCloseTo(last / sum, within(1e-5));
      assertThat(is.label()).isEqualTo(plain.items().get(i).label());
      assertThat(is.probability())
          .isEqualTo(is.probabilities().get(data.classes().indexOf(is.label())));
    }
  }

  private static List<Double> thresholds(ClassificationReport report) {
    return report.coverage().rows().stream().map(Coverage::threshold).toList();
  }
}
