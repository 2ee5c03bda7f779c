package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.eval.ClassificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleTest {

  private static final Locale USUAL = Locale.getDefault();

  private static final List<String> CELLS =
      List.of(
          "%data " + Lesson.LEAVES,
          "%pretrained graft-nano",
          "%freeze --until layer4",
          "%finetune --epochs 1",
          "%evaluate",
          "%predict sample:leaves,classes=3,count=2,size=64",
          "%pretrained run:1",
          "%graft runs");

  @TempDir Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(USUAL);
  }

  /** Commas in German, i without a dot in Turkish, digits of their own in Arabic. */
  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab"})
  void outputsDoNotDependOnTheMachinesLanguage(String tag) throws IOException {
    List<String> usual = outputs(folder.resolve("usual"));

    Locale.setDefault(Locale.forLanguageTag(tag));

    List<String> other = outputs(folder.resolve(tag));
    assertThat(other).hasSameSizeAs(usual);
    for (int i = 0; i < usual.size(); i++) {
      assertThat(other.get(i)).isEqualTo(usual.get(i));
    }
  }

  @Test
  void aReportsSentenceHasPoints() {
    Locale.setDefault(Locale.GERMANY);
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");

      ClassificationReport report = (ClassificationReport) Lesson.result(lesson.run("%evaluate"));

      assertThat(report.sentence())
          .containsPattern("accuracy is 0\\.\\d{3} \\(95 % interval 0\\.\\d{3} to");
    }
  }

  /** Returns the lines that several cells leave, without times and memory. */
  private static List<String> outputs(Path notebooks) throws IOException {
    Files.createDirectories(notebooks);
    List<String> lines = new ArrayList<>();
    try (Lesson lesson = new Lesson(notebooks)) {
      for (String cell : CELLS) {
        lesson.run(cell);
        lesson
            .lastOutput()
            .lines()
            .map(line -> line.replaceFirst("epochs? in \\d+\\.\\d s.*", ""))
            .map(line -> line.replaceFirst("\\d+\\.\\d  best$", ""))
            .forEach(lines::add);
      }
    }
    return lines;
  }
}
