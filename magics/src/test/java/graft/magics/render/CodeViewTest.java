package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeViewTest {

  private static final String SOURCE = "use(Graft.data(\"<b>\"));\nuse(model());";

  @Test
  void textIsTheSourceItself() {
    assertThat(CodeView.render(SOURCE).text()).isEqualTo(SOURCE);
  }

  @Test
  void linesStayLinesAndNothingIsMarkup() {
    String html = CodeView.render(SOURCE).data().get(MimeBundle.HTML);

    assertThat(html)
        .contains("<code>use(Graft.data(&quot;&lt;b&gt;&quot;));\nuse(model());</code>");
  }

  @Test
  void longLinesScrollByKeyboardToo() {
    assertThat(CodeView.render(SOURCE).data().get(MimeBundle.HTML))
        .startsWith("<pre tabindex=\"0\" role=\"group\" aria-label=\"Java that does the same\"")
        .contains("overflow-x:auto");
  }
}
