package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellScannerTest {

  private final CellScanner scanner = new CellScanner("/home/ada");

  @Test
  void findsLineMagicsAmongCode() {
    String cell =
        """
        // first the data
        %data "my photos/" --as leaves;
        int n = 3;
        var m = %pretrained run:last
          %evaluate --on test   // once
        """;

    assertThat(scanner.commands(cell))
        .containsExactly(
            Typed.line("%data \"my photos/\" --as leaves"),
            Typed.line("%pretrained run:last"),
            Typed.line("%evaluate --on test"));
  }

  @Test
  void findsCellMagics() {
    assertThat(scanner.commands("%%finetune ~/leaves\n# slow\n--model graft-nano\n--epochs 3\n"))
        .containsExactly(Typed.line("%finetune /home/ada/leaves --model graft-nano --epochs 3"));
  }

  @Test
  void bodyLinesOfACellMagicAreNotLineMagics() {
    assertThat(scanner.commands("%%html\n%data photos/\n")).isEmpty();
  }

  @Test
  void skipsOtherMagicsAndMistakes() {
    String cell =
        """
        %maven org.example:thing:1
        %data photos/ --foo
        %%data photos/
        String s = "50 %data";
        int rest = 7 %data;
        // %data commented/
        %predict a.jpg
        """;

    assertThat(scanner.commands(cell)).containsExactly(Typed.line("%predict a.jpg"));
  }

  @Test
  void cellsWithoutCommands() {
    assertThat(scanner.commands("")).isEmpty();
    assertThat(scanner.commands("%")).isEmpty();
    assertThat(scanner.commands("%%data")).isEmpty();
  }

  @Test
  void windowsLineEnds() {
    assertThat(scanner.commands("%data a\r\n%predict b\r\n")).hasSize(2);
    assertThat(scanner.commands("%%finetune a\r\n--epochs 3\r\n")).hasSize(1);
  }
}
