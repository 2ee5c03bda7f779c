package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void ordinaryNamesStayAsTheyAre() {
    String name = "Gänseblümchen \ud83c\udf3b \u05d0\u200f عربي.jpg";

    assertThat(Names.visible(name)).isEqualTo(name);
  }

  @Test
  void whatBreaksLinesOrTerminalsIsWrittenOut() {
    assertThat(Names.visible("a\nb\tc\r\u001b[31m\u2028\u2029"))
        .isEqualTo("a\\nb\\tc\\u000d\\u001b[31m\\u2028\\u2029");
  }

  @Test
  void directionOverridesAreWrittenOut() {
    assertThat(Names.visible("\u202egpj.exe\u2066")).isEqualTo("\\u202egpj.exe\\u2066");
  }

  @Test
  void halfCharactersAndNonCharactersAreWrittenOut() {
    assertThat(Names.visible("a\ud83c b\uffff")).isEqualTo("a\\ud83c b\\uffff");
  }

  @Test
  void elisionCountsCharactersAndNeverCutsOneInHalf() {
    assertThat(Names.elided("\ud83c\udf3b\ud83c\udf3b\ud83c\udf3b", 3)).hasSize(6);
    assertThat(Names.elided("\ud83c\udf3b\ud83c\udf3b\ud83c\udf3b", 2)).isEqualTo("\ud83c\udf3b…");
  }
}
