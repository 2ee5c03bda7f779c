package graft.kernel.ijava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.kernel.MagicError;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The adapter over the real classes of IJava's base kernel. */
class InstallTest {

  private static final IJava.Kernel KERNEL = IJava.getKernelInstance();

  @BeforeAll
  static void install() {
    Install.install();
    Install.install();
  }

  @Test
  void lineMagicReturnsItsResult() throws Exception {
    Object result = magics().applyLineMagic("data", List.of("sample:leaves,count=12"));

    assertThat(result).isNotNull();
  }

  @Test
  void cellMagicReturnsItsResult() throws Exception {
    Object result = magics().applyCellMagic("freeze", List.of(), "--show\n");

    assertThat(result).isNotNull();
  }

  @Test
  void aQuestionMarkBehindTheNameShowsHelp() throws Exception {
    Object result = magics().applyLineMagic("finetune?", List.of());

    assertThat(result).isNull();
  }

  @Test
  void declaresAVariableOfTheResult() throws Exception {
    Object result =
        magics().applyLineMagic("data", List.of("sample:leaves,count=12", "--as", "leaves"));

    assertThat(KERNEL.evalRaw("leaves")).isSameAs(result);
  }

  @Test
  void importsSoThatCellsSeeGraft() {
    assertThat(KERNEL.evalRaw("GraftException failure = new GraftException(\"x\");")).isNull();
  }

  @Test
  void mistakeIsOneSentence() {
    assertThatThrownBy(() -> magics().applyLineMagic("finetune", List.of("--epoch", "3")))
        .isInstanceOf(MagicError.class)
        .hasMessage("%finetune: unknown option --epoch; did you mean --epochs?");
  }

  @Test
  void tableRenders() {
    Table table = Table.create("mine", StringColumn.create("leaf", "oak"));

    DisplayData data = KERNEL.getRenderer().render(table);

    assertThat(data.getData(MIMEType.TEXT_PLAIN)).asString().contains("oak");
    assertThat(data.getData(MIMEType.TEXT_HTML)).asString().contains("oak");
  }

  private static Magics magics() {
    return KERNEL.getMagics();
  }
}
