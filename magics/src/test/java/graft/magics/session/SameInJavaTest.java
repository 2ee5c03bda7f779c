package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.eval.ClassificationReport;
import graft.eval.Predictions;
import graft.magics.code.Cells;
import graft.magics.render.ReportView;
import graft.magics.render.ViewOptions;
import graft.train.EpochValues;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook of the Java that {@code --code} shows gives the numbers that the magics give. */
class SameInJavaTest {

  private static final String SMALL = "sample:leaves,classes=2,count=12,size=64";

  private static final List<String> FIRST =
      List.of(
          "%data " + SMALL + " --split 60/20/20 --seed 3 --as leaves",
          "%pretrained graft-nano --as nano",
          "%freeze --until layer4 --bn train --as frozen",
          "%lr_find --recipe head --batch 8 --seed 5 --as sweep",
          "%finetune --data leaves --model nano --recipe head --epochs 3 --lr 1e-2 --schedule cosine"
              + " --warmup 0.2 --label-smoothing 0.1 --dropout 0.1 --batch 8 --seed 9 --as first",
          "%finetune --continue --recipe head --epochs 2 --as second",
          "%evaluate nano --on test --as tested",
          "%evaluate --on " + SMALL.replace("12", "6") + " --as other",
          "%predict leaves sample:leaves,classes=2,count=2,size=64 --out guess.csv --as guess");

  private static final List<String> AFTER_A_RESTART =
      List.of(
          "%graft set seed 21",
          "%evaluate run:2 --as again",
          "%pretrained run:last --as back",
          "%unfreeze --last 1 --as opened",
          "%finetune --recipe head --epochs 2 --as third");

  @TempDir Path folder;

  @Test
  void javaGivesWhatTheMagicsGive() throws Exception {
    List<String> code = new ArrayList<>();
    List<Object> magic = new ArrayList<>(magics("magics", FIRST, code));
    magic.addAll(magics("magics", AFTER_A_RESTART, code));
    Cells cells = Cells.compiled(code, Files.createDirectory(folder.resolve("classes")));

    List<Object> java = new ArrayList<>(java("java", cells, 0, FIRST.size()));
    java.addAll(java("java", cells, FIRST.size(), code.size()));

    assertThat(magic).hasSize(code.size());
    for (int i = 0; i < code.size(); i++) {
      assertThat(java.get(i)).as(code.get(i)).isEqualTo(magic.get(i));
    }
    assertThat(folder.resolve("java/guess.csv"))
        .hasSameTextualContentAs(folder.resolve("magics/guess.csv"));
  }

  /** Runs magics, and notes before each what its Java is. */
  private List<Object> magics(String name, List<String> lines, List<String> code)
      throws IOException {
    List<Object> numbers = new ArrayList<>();
    try (Lesson lesson = new Lesson(Files.createDirectories(folder.resolve(name)))) {
      for (String line : lines) {
        code.add(String.valueOf(lesson.run(line + " --code")));
        assertThat(lesson.lastOutput()).isEqualTo(code.get(code.size() - 1));
        numbers.add(numbers(lesson.run(line)));
      }
    }
    return numbers;
  }

  private List<Object> java(String name, Cells cells, int from, int to) throws Exception {
    List<Object> numbers = new ArrayList<>();
    try (Lesson lesson = new Lesson(Files.createDirectories(folder.resolve(name)))) {
      for (int i = from; i < to; i++) {
        lesson.notebook.clear();
        numbers.add(numbers(cells.run(i)));
      }
    }
    return numbers;
  }

  /** Returns all that a result says, to the bit, but for times. */
  private static Object numbers(@Nullable Object result) {
    if (result instanceof TrainingHistory history) {
      return List.of(
          history.name(),
          history.subject(),
          history.run(),
          history.bestEpoch(),
          history.epochs().stream().map(EpochValues::values).toList());
    } else if (result instanceof RateSweep sweep) {
      return Results.table(sweep).toString();
    } else if (result instanceof TransferModel model) {
      return List.of(model.subject(), model.weightsHash());
    } else if (result instanceof LabeledDataset data) {
      return List.of(data.subject(), data.hash(), data.split());
    } else if (result instanceof Predictions predictions) {
      return List.of(
          predictions.subject(), predictions.items().stream().map(SameInJavaTest::said).toList());
    } else if (result instanceof ClassificationReport report) {
      return ReportView.render(report, ViewOptions.ALL).text();
    }
    return Objects.requireNonNullElse(result, "nothing");
  }

  private static List<Object> said(Predictions.Item item) {
    return List.of(item.example().id(), item.label(), item.probabilities());
  }
}
