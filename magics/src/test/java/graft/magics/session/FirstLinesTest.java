package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first line of every output names what it acted on. */
class FirstLinesTest {

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void open() {
    lesson = new Lesson(folder);
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  private void firstLine(String line, String expected) {
    lesson.run(line);

    assertThat(lesson.firstLine()).as(line).isEqualTo(expected);
  }

  @Test
  void everyOutputNamesWhatItActedOn() {
    firstLine("%data " + Lesson.LEAVES, Lesson.SUBJECT);
    firstLine("%pretrained graft-nano --as nano", "nano (frozen)");
    firstLine("%unfreeze --last 1", "nano (trains from layer4)");
    firstLine("%freeze --until layer3", "nano (trains from layer3)");
    firstLine("%freeze", "nano (frozen)");
    firstLine("%finetune --epochs 1", "nano (frozen) · " + Lesson.SUBJECT);
    firstLine("%evaluate", "nano (frozen) · " + Lesson.LEAVES + " (val 5)");
    firstLine("%evaluate --on test", "nano (frozen) · " + Lesson.LEAVES + " (test 5)");
    firstLine("%predict " + Lesson.LEAVES, "nano (frozen) · " + Lesson.LEAVES);
    firstLine("%pretrained run:1", "graft-nano (frozen) · run 1: beech, birch, ginkgo");
    firstLine("%graft use nano", "current: nano (frozen)");
    firstLine("%graft drop nano", "dropped nano");
    firstLine("%pretrained", "models that can be loaded");
    firstLine("%graft", "live models");
    firstLine("%graft runs", "runs");
    firstLine("%graft clean --keep 1", "nothing to remove: 1 or fewer runs are kept");
  }

  @Test
  void helpIsTheSameByBothWays() {
    for (String magic : lesson.session.magicNames()) {
      lesson.run("%" + magic + " --help");
      String help = lesson.output();

      lesson.run("%graft help " + magic);

      assertThat(lesson.output()).isEqualTo(help).startsWith("%" + magic);
    }
  }

  @Test
  void helpAloneListsEveryMagic() {
    lesson.run("%graft help");

    assertThat(lesson.output())
        .contains(lesson.session.magicNames().stream().map(name -> "%" + name).toList());
  }

  @Test
  void runsAreATableAndCleanKeepsTheLatest() throws Exception {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1", "%finetune --epochs 2 --as two");

    lesson.run("%graft runs");
    assertThat(lesson.output())
        .containsPattern("1 +run 1 +graft-nano \\(frozen\\).* +finished +1 +validation accuracy")
        .containsPattern("2 +two +graft-nano \\(frozen\\).* +finished +2 +validation accuracy");

    lesson.run("%graft clean --keep 1");
    assertThat(lesson.output()).startsWith("removed runs [1], kept the last 1");
    assertThat(lesson.runs()).containsExactly("2");
  }

  @Test
  void optionsMayStandInTheBody() {
    lesson.run("%data " + Lesson.LEAVES);

    Object history =
        lesson.session.cell("finetune", List.of("--epochs", "2"), "# short\n--seed 9\n\n// done");

    assertThat(Results.history()).isSameAs(history);
    assertThat(Results.history().record()).containsEntry("seed", "9");
  }
}
