package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.backbone.ModelCard;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallViewsTest {

  @Test
  void freezeTextIsComplete() {
    assertThat(FreezeView.render(Samples.freeze()).text())
        .isEqualTo(
            """
            graft-nano (frozen)
            backbone frozen · 1,181,957 of 2,105,829 parameters train (56.1 %)

            Stages, first to last
            stage                    parameters  trainable  batch norms  share of forward  output
            stem    ○ frozen              4,832          0  eval                   20.5 %  computed once
            layer4  ◐ partly trains   2,099,712  1,180,672  eval                   20.0 %  computed each step
            head    ● trains              1,285      1,285  none                    0.1 %  computed each step""");
  }

  @Test
  void cardTextIsComplete() {
    assertThat(CardView.render(Samples.card()).text())
        .isEqualTo(
            """
            graft-nano

            Model card
            architecture  ResNet-18, base width 32
            parameters    2,797,610
            input         3 x 128 x 128, mean 0.485 0.456 0.406, deviation 0.229 0.224 0.225
            features      256
            stages        stem, layer1, layer2, layer3, layer4
            source        embedded
            SHA-256       9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            licence       Apache-2.0""");
  }

  @Test
  void notesOfACardAreRows() {
    ModelCard card = Samples.card("trained: on drawings\nstarts again");

    assertThat(CardView.render(card).text())
        .endsWith(
            "licence       Apache-2.0\ntrained       on drawings\nnotes         starts again");
  }

  @Test
  void catalogHasARowAModel() {
    assertThat(CatalogView.render("pretrained models", List.of(Samples.card())).text())
        .isEqualTo(
            """
            pretrained models

            1 model
            name        architecture              parameters  features  source    licence
            graft-nano  ResNet-18, base width 32   2,797,610       256  embedded  Apache-2.0""");
  }
}
