package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.LabeledDataset;
import graft.data.Part;
import graft.tiny.Fixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with scikit-learn on real photographs; flowers_probe.py wrote its accuracy. */
class FlowersTest {

  private static final double POINT = 0.01;

  @TempDir private Path folder;

  private Workspace before;

  @BeforeEach
  void open() {
    before = Graft.workspace();
    Graft.workspace(Workspace.beside(folder));
  }

  @AfterEach
  void close() {
    Graft.workspace(before);
  }

  @Test
  void defaultsReachScikitLearnsLogisticRegression() {
    LabeledDataset flowers = Graft.data(Photographs.require("flowers").toString());

    try (TransferModel model = Graft.pretrained("graft-nano")) {
      Graft.fineTune(model, flowers).run();

      assertThat(Graft.evaluate(model, flowers, Part.VALIDATION).accuracy())
          .isGreaterThanOrEqualTo(scikitLearn() - POINT);
    }
  }

  private static double scikitLearn() {
    List<String> lines = Fixture.lines(FlowersTest.class, "flowers.properties");
    return lines.stream()
        .filter(line -> line.startsWith("accuracy="))
        .mapToDouble(line -> Double.parseDouble(line.substring("accuracy=".length())))
        .findFirst()
        .orElseThrow();
  }
}
