package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void everyCharacterWithMeaningIsEscaped() {
    assertThat(Html.escape("<a href='x' title=\"y\">&amp;</a>"))
        .isEqualTo("&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
  }

  @Test
  void nameHasAReadingDirectionOfItsOwn() {
    assertThat(Html.name("\u05d0\u05d1.jpg")).isEqualTo("<bdi>\u05d0\u05d1.jpg</bdi>");
  }

  @Test
  void longNameIsCutAndWholeInItsTitle() {
    String name = "x".repeat(300);

    assertThat(Html.name(name))
        .isEqualTo("<bdi title=\"" + name + "\">" + "x".repeat(59) + "…</bdi>");
  }

  @Test
  void pictureKeepsItsSentenceInsideTheAttribute() {
    assertThat(Html.picture("data:x", "\" onerror=\"alert(1)", "margin:0"))
        .isEqualTo(
            "<img src=\"data:x\" alt=\"&quot; onerror=&quot;alert(1)\" style=\"margin:0\"/>");
  }
}
