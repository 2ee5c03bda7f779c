package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.Graft;
import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class ResultsTest {

  @TempDir Path folder;

  @Test
  void accessorsGiveTheLastResults() {
    try (Lesson lesson = new Lesson(folder)) {
      Object data = lesson.run("%data " + Lesson.LEAVES);
      Object model = lesson.run("%pretrained graft-nano");
      Object history = lesson.run("%finetune --epochs 2");
      Object report = lesson.run("%evaluate");
      Object predictions = lesson.run("%predict " + Lesson.LEAVES);

      assertThat(Results.data()).isSameAs(data);
      assertThat(Results.model()).isSameAs(model);
      assertThat(Results.history()).isSameAs(history);
      assertThat(Results.report()).isSameAs(report);
      assertThat(Results.predictions()).isSameAs(predictions);
    }
  }

  @Test
  void accessorsTakeNames() throws Exception {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES + " --as leaves", "%pretrained graft-nano --as nano");
      TrainingHistory history = lesson.finetune("--epochs 1 --as h");
      lesson.cells("%evaluate --as quality", "%predict leaves --as guess");

      assertThat(Results.data("leaves")).isSameAs(Results.data());
      assertThat(Results.model("nano")).isSameAs(Results.model());
      assertThat(Results.history("h")).isSameAs(history);
      assertThat(Results.report("quality")).isSameAs(Results.report());
      assertThat(Results.predictions("guess")).isSameAs(Results.predictions());
    }
    try (Lesson restarted = new Lesson(folder)) {
      assertThat(restarted.runs()).containsExactly("1");
      assertThat(Results.history("h").epochs()).hasSize(1);
      assertThatThrownBy(() -> Results.history("other"))
          .hasMessage("no history named 'other'; name one with --as other");
    }
  }

  @Test
  void whatIsNotThereNamesTheMagicThatMakesIt() {
    try (Lesson lesson = new Lesson(folder)) {
      assertThat(lesson.session.magicNames()).contains("finetune");
      assertThatThrownBy(Results::model)
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessage("no model yet; run %pretrained graft-nano first");
      assertThatThrownBy(Results::data)
          .hasMessage("no data set yet; run %data sample:leaves first");
      assertThatThrownBy(Results::history).hasMessage("no history yet; run %finetune first");
      assertThatThrownBy(Results::sweep).hasMessage("no sweep yet; run %lr_find first");
      assertThatThrownBy(() -> Results.sweep("s"))
          .hasMessage("no sweep named 's'; name one with --as s");
      assertThatThrownBy(Results::report).hasMessage("no report yet; run %evaluate first");
      assertThatThrownBy(Results::comparison)
          .hasMessage("no comparison yet; run %compare frozen tuned first");
      assertThatThrownBy(Results::predictions)
          .hasMessage("no predictions yet; run %predict photo.jpg first");
      assertThatThrownBy(() -> Results.model("nano"))
          .hasMessage("no model named 'nano'; name one with --as nano");
    }
    assertThatThrownBy(Results::model)
        .hasMessage("Graft is not running in this kernel; add its jar first");
  }

  @Test
  void tablesAndChartsAreForJavaCells() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 4", "%evaluate");
      lesson.cells("%predict " + Lesson.LEAVES, "%freeze --as stages");

      Table history = Results.table(Results.history());

      assertThat(history.rowCount()).isEqualTo(4);
      assertThat(history.columnNames())
          .startsWith("epoch")
          .contains("training loss", "validation loss", "validation accuracy")
          .endsWith("seconds");
      assertThat(history.where(history.numberColumn("validation loss").isLessThan(100)).rowCount())
          .isEqualTo(4);
      assertThat(Results.table(Results.report()).rowCount()).isEqualTo(3);
      assertThat(Results.table(Results.predictions()).rowCount()).isEqualTo(36);
      assertThat(Results.table(Results.data()).rowCount()).isEqualTo(36);
      assertThat(Results.table(Results.model().card()).rowCount()).isPositive();
      assertThat(Results.table(Results.model().freezing()).rowCount()).isEqualTo(6);
      assertThat(Results.plot(Results.history()).asJavascript("curve")).contains("validation");
      assertThat(Results.plot(Results.report()).asJavascript("matrix")).contains("beech");
    }
  }

  @Test
  void aJavaCellUsesAndDropsWhatItLoads() {
    try (Lesson lesson = new Lesson(folder)) {
      LabeledDataset leaves = Results.use("leaves", Graft.data(Lesson.LEAVES));
      TransferModel first = Results.use("nano", Graft.pretrained("graft-nano"));
      TransferModel second = Results.use(Graft.pretrained("graft-nano"));

      assertThat(Results.data()).isSameAs(Results.data("leaves")).isSameAs(leaves);
      assertThat(Results.model()).isSameAs(second);
      assertThat(Results.use(Results.model("nano"))).isSameAs(first).isSameAs(Results.model());
      assertThat(lesson.run("%graft use nano")).isSameAs(first);

      Results.use("nano", Graft.pretrained("graft-nano"));
      assertThat(first.closed()).isTrue();
      Results.drop("nano");
      assertThatThrownBy(() -> Results.model("nano"))
          .hasMessage("no model named 'nano'; name one with --as nano");
    }
  }

  @Test
  void aRunsNameStandsForTheModelThatItTrained() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1 --as h");

      assertThat(Results.model("h")).isSameAs(Results.model());
    }
  }

  @Test
  void aJavaCellAsksTheNotebook() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1 --as h");
      lesson.notebook.clear();

      Results.set("seed", "21");
      Results.overview();

      assertThat(lesson.output()).startsWith("live models").containsPattern("seed +21 +%graft set");
      assertThat(Results.runs().stringColumn("name").asList()).containsExactly("h");
      assertThat(Results.help("finetune")).startsWith("%finetune [DATA]");
      assertThat(Results.help()).contains("%evaluate");
      assertThatThrownBy(() -> Results.set("sed", "21"))
          .hasMessage("unknown setting sed; did you mean seed?");
    }
  }

  @Test
  void codeCarriesNothingOut() throws Exception {
    try (Lesson lesson = new Lesson(folder)) {
      Object code = lesson.run("%finetune " + Lesson.LEAVES + " --epochs 1 --as h --code");

      assertThat(lesson.notebook.left()).hasSize(1);
      assertThat(lesson.output()).isEqualTo(code + "\n").startsWith("TrainingHistory h = ");
      assertThat(lesson.runs()).isEmpty();
      assertThat(lesson.notebook.lookup("h")).isNull();
      assertThatThrownBy(Results::model).hasMessageStartingWith("no model yet");
      assertThatThrownBy(Results::data).hasMessageStartingWith("no data set yet");
    }
  }

  @Test
  void aJavaCellTrainsWithoutTheMagics() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%pretrained graft-nano");

      for (double rate : new double[] {1e-3, 1e-2}) {
        Graft.fineTune(Results.model(), Results.data())
            .learningRate(rate)
            .epochs(1)
            .name("rate " + rate)
            .run();
      }

      assertThat(Results.history("rate 0.01").epochs()).hasSize(1);
      assertThat(Results.history("rate 0.001").run()).isEqualTo(1);
    }
  }

  @Test
  void aJavaCellRendersLikeTheMagic() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");

      for (String line :
          new String[] {
            "%pretrained run:1",
            "%data",
            "%evaluate",
            "%freeze --show",
            "%predict sample:leaves,classes=3,count=2,size=64"
          }) {
        Object result = Lesson.result(lesson.run(line));

        assertThat(lesson.session.render(result).data())
            .isEqualTo(lesson.notebook.left().get(0).data());
        assertThat(lesson.session.renderedTypes()).anyMatch(type -> type.isInstance(result));
      }
      assertThat(lesson.session.render("text").text()).isEqualTo("text");
      assertThat(lesson.session.renderedTypes()).contains(TransferModel.class, Table.class);
    }
  }
}
