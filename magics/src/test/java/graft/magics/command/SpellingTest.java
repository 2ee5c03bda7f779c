package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void homeExpandsInPaths() {
    assertThat(data("%data ~/leaves")).isEqualTo("/home/ada/leaves");
    assertThat(data("%data ~")).isEqualTo("/home/ada");
    assertThat(data("%data $HOME/leaves")).isEqualTo("/home/ada/leaves");
    assertThat(data("%data ${HOME}/leaves")).isEqualTo("/home/ada/leaves");
    assertThat(((Command.FineTune) Typed.line("%finetune --data=~/leaves")).data())
        .isEqualTo("/home/ada/leaves");
    assertThat(((Command.Predict) Typed.line("%predict x --out ~/p.csv")).out())
        .isEqualTo("/home/ada/p.csv");
  }

  @Test
  void homeStaysInTheMiddleAndInNames() {
    assertThat(data("%data a/~/b")).isEqualTo("a/~/b");
    assertThat(data("%data ~grace/leaves")).isEqualTo("~grace/leaves");
    assertThat(data("%data $HOMES")).isEqualTo("$HOMES");
    assertThat(((Command.Freeze) Typed.line("%freeze --until ~/x")).until()).isEqualTo("~/x");
  }

  @Test
  void homeFolderWithSpecialCharactersIsLiteral() {
    CommandParser parser = new CommandParser("C:\\Users\\$1", operand -> true);

    Command command = parser.parse("data", List.of("~\\leaves"));

    assertThat(((Command.OpenData) command).path()).isEqualTo("C:\\Users\\$1\\leaves");
  }

  @Test
  void splitPathIsAnsweredWithTheWholeLine() {
    assertThat(Typed.error("%data my photos/ --seed 3"))
        .isEqualTo("path was split at a space; write it in quotes: %data \"my photos/\" --seed 3");
    assertThat(Typed.error("%finetune --epochs 3 my garden photos"))
        .isEqualTo(
            "path was split at a space; write it in quotes: "
                + "%finetune --epochs 3 \"my garden photos\"");
  }

  @Test
  void splitPathIsFoundInOptionsAndAfterHome() {
    assertThat(Typed.error("%finetune --data my photos/ --epochs 3"))
        .isEqualTo(
            "path was split at a space; write it in quotes: "
                + "%finetune --data \"my photos/\" --epochs 3");
    assertThat(Typed.error("%finetune --data=my photos/"))
        .isEqualTo(
            "path was split at a space; write it in quotes: %finetune --data=\"my photos/\"");
    assertThat(Typed.error("%data ~/our photos"))
        .isEqualTo("path was split at a space; write it in quotes: %data \"~/our photos\"");
  }

  @Test
  void splitPathIsFoundAmongSeveralInputs() {
    assertThat(Typed.error("%predict photos my photos/"))
        .isEqualTo("path was split at a space; write it in quotes: %predict photos \"my photos/\"");
  }

  @Test
  void splitPathThatDoesNotExistIsStillLikely() {
    assertThat(Typed.error("%data holiday pictures/2024"))
        .isEqualTo(
            "path was split at a space; write it in quotes: %data \"holiday pictures/2024\"");
  }

  @Test
  void numberBeforeAPathIsNotPartOfIt() {
    CommandParser parser = new CommandParser(Typed.HOME, "5 photos"::equals);

    Command command = parser.parse("finetune", List.of("--epochs", "5", "photos"));

    assertThat(((Command.FineTune) command).data()).isEqualTo("photos");
  }

  @Test
  void quotedPathsAreFine() {
    assertThat(data("%data \"my photos/\"")).isEqualTo("my photos/");
    assertThat(data("%data 'my photos/'")).isEqualTo("my photos/");
    assertThat(data("%data 'my photos/';")).isEqualTo("my photos/");
    assertThat(((Command.FineTune) Typed.line("%finetune --data='my photos/' --epochs 3")).data())
        .isEqualTo("my photos/");
    assertThat(((Command.FineTune) Typed.line("%finetune --data=\"my photos/\"")).data())
        .isEqualTo("my photos/");
  }

  @Test
  void apostropheInsideAWordIsKept() {
    assertThat(data("%data ada's.zip")).isEqualTo("ada's.zip");
  }

  @Test
  void lostBackslashesComeBackAsSlashes() {
    assertThat(Typed.error("%data photos\\leaves"))
        .isEqualTo("path lost its backslashes; write it with slashes: %data photos/leaves");
    assertThat(Typed.errorOf("data", "photosleaves\\\\oak", "--seed", "3"))
        .isEqualTo(
            "path lost its backslashes; write it with slashes: "
                + "%data photos/leaves/oak --seed 3");
    assertThat(Typed.error("%finetune --data=photos\\leaves"))
        .isEqualTo(
            "path lost its backslashes; write it with slashes: %finetune --data=photos/leaves");
  }

  @Test
  void driveWithoutItsBackslash() {
    assertThat(Typed.error("%data C:\\data"))
        .isEqualTo("path lost its backslashes; write it with slashes: %data C:/data");
    assertThat(Typed.errorOf("data", "C:my data\\\\x"))
        .isEqualTo("path lost its backslashes; write it with slashes: %data \"C:/my data/x\"");
  }

  @Test
  void liveNameIsNeverTakenForALostPath() {
    CommandParser parser =
        new CommandParser(Typed.HOME, Set.of("photos", "photos/leaves", "photosleaves")::contains);

    Command command = parser.parse("data", List.of("photosleaves"));

    assertThat(((Command.OpenData) command).path()).isEqualTo("photosleaves");
  }

  @Test
  void fullDriveAndSchemesAreFine() {
    assertThat(data("%data C:/data")).isEqualTo("C:/data");
    assertThat(data("%data sample:leaves")).isEqualTo("sample:leaves");
    assertThat(data("%data run:3")).isEqualTo("run:3");
  }

  private static String data(String line) {
    return ((Command.OpenData) Typed.line(line)).path();
  }
}
