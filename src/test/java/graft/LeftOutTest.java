package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.LabeledDataset;
import graft.data.Part;
import graft.eval.ClassificationReport;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are broken behind a sound header, or go after the data set was opened. */
class LeftOutTest {

  private static final String CUT = "is truncated: the end of its PNG data is missing";

  @TempDir private Path folder;

  private Workspace before;
  private TransferModel model;

  @BeforeEach
  void open() throws IOException {
    before = Graft.workspace();
    Graft.workspace(Workspace.beside(folder));
    model = Graft.pretrained("graft-nano");
    for (var example : Graft.data("sample:leaves,classes=2,count=12,size=64").examples()) {
      GraftTest.write(example, folder.resolve("photos").resolve(example.id()));
    }
  }

  @AfterEach
  void close() {
    model.close();
    Graft.workspace(before);
  }

  private Path picture(LabeledDataset data, Part part) {
    return folder.resolve("photos").resolve(data.part(part).get(0).id());
  }

  private static void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  @Test
  void brokenPixelsAreNamedFromTheDataToTheRecord() throws IOException {
    Path broken = picture(Graft.data("photos"), Part.TRAIN);
    cut(broken);
    String name = folder.resolve("photos").relativize(broken).toString();

    LabeledDataset data = Graft.data("photos");
    TrainingHistory history = Graft.fineTune(model, data).epochs(1).run();
    ClassificationReport report = Graft.evaluate(model, data, Part.VALIDATION);

    String sentence =
        "1 file is not a readable picture and is skipped: %s (%s)".formatted(name, CUT);
    assertThat(data.examples()).hasSize(23);
    assertThat(data.problems().get(0).message()).isEqualTo(sentence);
    assertThat(history.warnings()).contains(sentence);
    assertThat(history.record()).containsEntry("left out", "%s (%s)".formatted(name, CUT));
    assertThat(report.notes()).contains(sentence);
    assertThat(Files.readString(folder.resolve(".graft/runs/1/run.json"))).contains(name);
  }

  @Test
  void aPictureThatGoesAfterTheDataWasOpenedIsNamed() throws IOException {
    LabeledDataset data = Graft.data("photos");
    Path gone = picture(data, Part.TRAIN);
    Path changed = picture(data, Part.VALIDATION);
    Files.delete(gone);
    cut(changed);
    deleteCache();

    TrainingHistory history = Graft.fineTune(model, data).epochs(1).run();

    assertThat(history.subject())
        .endsWith(
            "photos (train %d, val %d, test %d sealed)"
                .formatted(
                    data.part(Part.TRAIN).size() - 1,
                    data.part(Part.VALIDATION).size() - 1,
                    data.part(Part.TEST).size()));
    assertThat(history.warnings().get(0))
        .startsWith("2 pictures cannot be decoded and are skipped: ")
        .contains("(does not exist)")
        .contains("(has changed since the data set was opened; open it again)");
    assertThat(history.record().get("left out")).contains("does not exist").contains("has changed");
  }

  @Test
  void aClassThatIsLostAfterTheDataWasOpenedIsRefused() throws IOException {
    LabeledDataset data = Graft.data("photos");
    String lost = data.classes().get(1);
    for (Path file : List.copyOf(Files.list(folder.resolve("photos").resolve(lost)).toList())) {
      Files.delete(file);
    }
    deleteCache();

    assertThatThrownBy(() -> Graft.fineTune(model, data).epochs(1).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "training needs pictures of every class, received none of '%s' in train: 12 pictures cannot be decoded and are skipped: "
                .formatted(lost))
        .hasMessageEndingWith(
            "; mend them, or open the data again with %data, which leaves out a class without pictures");
    assertThat(Graft.workspace().runs().runs()).isEmpty();
  }

  @Test
  void aClassWithoutTrainingPicturesIsRefused() throws IOException {
    LabeledDataset data = Graft.data("photos");
    for (String part : List.of("train", "val")) {
      for (var example : data.examples()) {
        boolean first = example.id().startsWith(data.classes().get(0));
        if (part.equals("val") == (data.split().parts().get(example.id()) != Part.TRAIN)
            && (first || part.equals("val"))) {
          GraftTest.write(example, folder.resolve("ready").resolve(part).resolve(example.id()));
        }
      }
    }
    Path third = folder.resolve("ready/train/third/1.png");
    GraftTest.write(data.examples().get(0), third);

    assertThatThrownBy(() -> Graft.fineTune(model, Graft.data("ready")).epochs(1).run())
        .hasMessage(
            "training needs pictures of every class, received none of '%s' in train: its folder there is empty or missing; add pictures to it, or take the class out of the other parts"
                .formatted(data.classes().get(1)));
  }

  /** Else the pixels that were decoded when the data was opened are taken. */
  private void deleteCache() throws IOException {
    for (Path file :
        Files.list(folder.resolve(".graft/cache")).filter(Files::isRegularFile).toList()) {
      Files.delete(file);
    }
  }
}
