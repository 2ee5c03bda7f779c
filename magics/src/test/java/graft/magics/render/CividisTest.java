package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CividisTest {

  @Test
  void endsAreThePublishedColours() {
    assertThat(Cividis.style(0)).isEqualTo("background:#00224e;color:#fff");
    assertThat(Cividis.style(1)).isEqualTo("background:#fee838;color:#000");
  }

  @Test
  void contrastIsThatOfTheStandard() {
    assertThat(Cividis.contrast(0xffffff, 0)).isEqualTo(21);
    assertThat(Cividis.contrast(0x777777, 0xffffff)).isCloseTo(4.48, Offset.offset(0.005));
  }

  @Test
  void textIsReadableOnEveryShade() {
    for (int i = 0; i <= 1000; i++) {
      int background = Cividis.colour(i / 1000.0);
      int text = Cividis.textOn(background).equals("#fff") ? 0xffffff : 0;

      assertThat(Cividis.contrast(background, text)).isGreaterThan(4.5);
    }
  }
}
