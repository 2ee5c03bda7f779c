package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTextTest {

  @Test
  void unfreeze() {
    String help = HelpText.of(Magics.named("unfreeze"));

    assertThat(help)
        .isEqualTo(
            """
            %unfreeze [--last N | --from STAGE] [--bn eval|train] [--model NAME] [--as NAME]
                      [--code] [--help]

            Sets which stages train in the next run: all of them, or the last ones.

            options
              --last N                the last N stages of the backbone train
              --from STAGE            STAGE and all after it train
              --bn eval|train         whether frozen batch norms keep their statistics (eval) or
                                      follow the batches (default eval)
              --model NAME            which model; default: the current one
              --as NAME               names the result and declares a Java variable of that name
              --code                  shows the Java that does the same, and does nothing else
              --help                  shows this text; so does ?

            examples
              %unfreeze
              %unfreeze --last 1
              %unfreeze --from layer3 --bn train""");
  }

  @Test
  void graft() {
    String help = HelpText.of(Magics.named("graft"));

    assertThat(help)
        .startsWith("%graft [help|use|drop|runs|keep|clean|set] [--code] [--help]\n\n")
        .contains("\n  %graft help [NAME]      Explains one magic, or lists them all.\n")
        .contains("\n  %graft set KEY VALUE    Changes a setting until the kernel stops.\n");
  }

  @Test
  void operandsAreExplained() {
    assertThat(HelpText.of(Magics.named("predict")))
        .startsWith(
            "%predict INPUT… [--out FILE.csv] [--model NAME] [--as NAME] [--code] [--help]\n")
        .contains("\narguments\n  INPUT                   picture, folder, zip, or a name\n");
  }

  @Test
  void longOptionHasALineOfItsOwn() {
    assertThat(HelpText.of(Magics.named("finetune")))
        .contains(
            """
              --augment auto|none|light
                                      how pictures vary; auto is none while the backbone is frozen,
                                      light otherwise (default auto)
            """
                .indent(0));
  }

  @Test
  void manyOptionsAreGrouped() {
    String help = HelpText.of(Magics.named("finetune"));

    assertThat(help)
        .startsWith("%finetune [DATA] [OPTION…]\n\nTrains a model on your data.\n")
        .containsSubsequence(
            "\n\noptions: what trains on what\n  --data DATA ",
            "\n\noptions: how long, and what decides\n  --epochs auto|N ",
            "\n\noptions: how large its steps are\n  --lr auto|X|FIRST..LAST\n",
            "\n\noptions: how it sees the examples\n  --augment auto|none|light\n",
            "\n\noptions: where, and under which name\n  --seed N ",
            "\n\noptions: instead of doing it\n  --code  ",
            "\n  --help ",
            "\n\nexamples\n  %finetune photos/\n");
  }

  @Test
  void overviewNamesEveryMagicOnce() {
    String overview = HelpText.overview();

    assertThat(overview)
        .startsWith(
            "Graft's magics; each takes --help, or a ? behind its name, and --code\n\n  %data    ");
    assertThat(Magics.all())
        .allSatisfy(spec -> assertThat(overview).containsOnlyOnce("  " + spec.typed() + " "));
    assertThat(overview.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(89));
  }
}
