package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandErrorsTest {

  @Test
  void unknownOptionSuggestsNearest() {
    assertThat(Typed.error("%finetune --epoch 3"))
        .isEqualTo("unknown option --epoch; did you mean --epochs?");
    assertThat(Typed.error("%finetune --metirc=loss"))
        .isEqualTo("unknown option --metirc; did you mean --metric?");
    assertThat(Typed.error("%finetune --batch_size 3"))
        .isEqualTo("unknown option --batch_size; did you mean --batch?");
    assertThat(Typed.error("%finetune -h")).isEqualTo("unknown option -h; did you mean --help?");
    assertThat(Typed.error("%finetune -epochs 3"))
        .isEqualTo("unknown option -epochs; did you mean --epochs?");
  }

  @Test
  void longDashOfABrowserIsAnOption() {
    assertThat(Typed.error("%finetune —epochs 3"))
        .isEqualTo("unknown option —epochs; did you mean --epochs?");
  }

  @Test
  void unknownOptionListsAllWhereNoneIsNear() {
    assertThat(Typed.error("%evaluate --foo 3"))
        .isEqualTo(
            "unknown option --foo; %evaluate takes --on val|test|DATA, --baseline none|scratch, "
                + "--model NAME, --data DATA, --as NAME, --code, --help");
    assertThat(Typed.error("%data --foo"))
        .isEqualTo(
            "unknown option --foo; "
                + "%data takes --split TRAIN/VAL/TEST, --seed N, --train FOLDER, --val FOLDER, "
                + "--test FOLDER, --augment none|light, --as NAME, "
                + "--code, --help");
  }

  @Test
  void unknownOptionOfAMagicWithManyListsThemInGroups() {
    assertThat(Typed.error("%finetune --foo 3"))
        .isEqualTo(
            """
            unknown option --foo; %finetune takes
              what trains on what
                --data DATA, --model NAME, --recipe current|head|two-step|gradual|full, --every N,
                --continue, --resume
              how long, and what decides
                --epochs auto|N, --patience N, --time-limit TIME,
                --metric auto|accuracy|macro-f1|loss
              how large its steps are
                --lr auto|X|FIRST..LAST, --layer-decay X, --schedule auto|one-cycle|cosine|constant,
                --warmup X, --optimizer adamw|sgd, --batch N, --weight-decay X, --clip X
              how it sees the examples
                --augment auto|none|light, --mixup X, --label-smoothing X, --dropout X,
                --balance none|weights|sample
              where, and under which name
                --seed N, --device auto|cpu|gpu0, --precision auto|f32|bf16, --as NAME
              instead of doing it
                --code, --help""");
  }

  @Test
  void loneDashesListTheOptions() {
    assertThat(Typed.error("%freeze --"))
        .isEqualTo(
            "option name is missing after --; %freeze takes --until STAGE, --show, "
                + "--bn eval|train, --model NAME, --as NAME, --code, --help");
    assertThat(Typed.error("%finetune --"))
        .startsWith("option name is missing after --; %finetune takes\n  what trains on what\n")
        .endsWith("\n    --code, --help");
  }

  @Test
  void laterOptionsOfOtherMagicsAreUnknown() {
    assertThat(Typed.error("%data photos --text body"))
        .startsWith("unknown option --text; did you");
    assertThat(Typed.error("%data photos --label y")).startsWith("unknown option --label; %data");
    assertThat(Typed.error("%pretrained x --for y")).startsWith("unknown option --for; ");
    assertThat(Typed.error("%pretrained x --trust")).startsWith("unknown option --trust; ");
  }

  @Test
  void seedOfWeightsThatAreNotDrawn() {
    assertThat(Typed.error("%pretrained graft-nano --seed 3"))
        .isEqualTo("--seed goes with --weights none; add that or leave --seed out");
  }

  @Test
  void optionTwice() {
    assertThat(Typed.error("%finetune --epochs 3 --epochs=5"))
        .isEqualTo("--epochs is given twice: 3 and 5; keep one");
    assertThat(Typed.error("%finetune --continue --continue"))
        .isEqualTo("--continue is given twice; keep one");
    assertThat(Typed.cellError("%%finetune --epochs 3", "--epochs 5"))
        .isEqualTo("--epochs is given twice: 3 and 5; keep one");
  }

  @Test
  void valueMissing() {
    String expected = "--epochs needs a value; write --epochs auto|N";

    assertThat(Typed.error("%finetune --epochs")).isEqualTo(expected);
    assertThat(Typed.error("%finetune --epochs=")).isEqualTo(expected);
    assertThat(Typed.error("%finetune --epochs --lr 0.1")).isEqualTo(expected);
    assertThat(Typed.error("%finetune --epochs;")).isEqualTo(expected);
  }

  @Test
  void flagWithValue() {
    assertThat(Typed.error("%finetune --continue=yes"))
        .isEqualTo("--continue takes no value, received yes; write --continue");
  }

  @Test
  void unknownChoice() {
    assertThat(Typed.error("%finetune --augment heavy"))
        .isEqualTo("--augment takes auto|none|light, received heavy");
    assertThat(Typed.error("%finetune --augment ligth"))
        .isEqualTo("--augment takes auto|none|light, received ligth; did you mean light?");
    assertThat(Typed.error("%finetune --metric macro_f1"))
        .isEqualTo(
            "--metric takes auto|accuracy|macro-f1|loss, received macro_f1; "
                + "did you mean macro-f1?");
    assertThat(Typed.error("%freeze --bn off")).isEqualTo("--bn takes eval|train, received off");
  }

  @Test
  void numbersOfTheWrongKindOrRange() {
    assertThat(Typed.error("%finetune --epochs many"))
        .isEqualTo("--epochs takes auto|N, received many; write a whole number");
    assertThat(Typed.error("%finetune --epochs 0")).isEqualTo("--epochs must be >= 1, received 0");
    assertThat(Typed.error("%unfreeze --last 0")).isEqualTo("--last must be >= 1, received 0");
    assertThat(Typed.error("%finetune --lr -0.1")).isEqualTo("--lr must be > 0, received -0.1");
    assertThat(Typed.error("%graft clean --keep -1")).isEqualTo("--keep must be >= 0, received -1");
  }

  @Test
  void deviceMustBeOne() {
    assertThat(Typed.error("%finetune --device gpu"))
        .isEqualTo("--device takes auto|cpu|gpu0, received gpu; did you mean gpu0?");
  }

  @Test
  void splitMustAddUp() {
    assertThat(Typed.error("%data photos --split 70/20/20"))
        .isEqualTo("split must add up to 100, received 70/20/20, which adds up to 110");
    assertThat(Typed.error("%data photos --split 0/50/50"))
        .isEqualTo(
            "split needs at least 1 percent for training and for validation, received 0/50/50");
    assertThat(Typed.error("%data photos --split 0.7/0.15/0.15"))
        .isEqualTo(
            "--split takes three whole numbers that add up to 100, received 0.7/0.15/0.15; "
                + "write 70/15/15");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2nd", "my-model", "a.b", "tuned!", "%x"})
  void asMustBeAnIdentifier(String name) {
    assertThat(Typed.error("%pretrained graft-nano --as " + name))
        .isEqualTo(
            "--as takes a Java name, received "
                + name
                + "; use letters, digits and _, a letter first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "true", "false", "null", "_", "var", "record", "yield", "int"})
  void asMustNotBeReserved(String name) {
    assertThat(Typed.error("%pretrained graft-nano --as " + name))
        .isEqualTo(
            "--as takes a Java name, received "
                + name
                + ", which Java reserves; write "
                + name
                + "1");
  }

  @Test
  void surplusWords() {
    assertThat(Typed.error("%data photos more"))
        .isEqualTo("unexpected word more; %data takes one PATH, with quotes around spaces");
    assertThat(Typed.error("%unfreeze layer4"))
        .isEqualTo(
            "unexpected word layer4; %unfreeze takes --last N, --from STAGE, --bn eval|train, "
                + "--model NAME, --as NAME, --code, --help");
    assertThat(Typed.error("%graft runs all"))
        .isEqualTo("unexpected word all; %graft runs takes --code, --help");
  }

  @Test
  void operandMissing() {
    assertThat(Typed.error("%predict")).isEqualTo("%predict needs INPUT; write %predict new.jpg");
    assertThat(Typed.error("%graft use"))
        .isEqualTo("%graft use needs NAME; write %graft use tuned");
    assertThat(Typed.error("%graft set"))
        .isEqualTo("%graft set needs KEY; write %graft set device cpu");
    assertThat(Typed.error("%graft set seed"))
        .isEqualTo("%graft set needs VALUE; write %graft set device cpu");
  }

  @Test
  void operandEmpty() {
    assertThat(Typed.error("%data ''")).isEqualTo("operand must not be empty; write %data photos/");
  }

  @Test
  void optionsThatNeedTheOperand() {
    assertThat(Typed.error("%data --split 80/10/10"))
        .isEqualTo("--split needs PATH; write %data PATH --split TRAIN/VAL/TEST");
    assertThat(Typed.error("%pretrained --as x"))
        .isEqualTo("--as needs NAME; write %pretrained NAME --as NAME");
  }

  @Test
  void exclusiveOptions() {
    assertThat(Typed.error("%unfreeze --last 1 --from layer3"))
        .isEqualTo("--last and --from exclude each other; keep one");
    assertThat(Typed.error("%freeze --show --until layer4"))
        .isEqualTo("--until and --show exclude each other; keep one");
    assertThat(Typed.error("%freeze --show --bn eval"))
        .isEqualTo("--bn and --show exclude each other; keep one");
  }

  @Test
  void sameThingTwice() {
    assertThat(Typed.error("%finetune photos --data other"))
        .isEqualTo("data is given twice: photos and --data other; keep one");
    assertThat(Typed.error("%evaluate a --model b"))
        .isEqualTo("model is given twice: a and --model b; keep one");
    assertThat(Typed.error("%evaluate --on photos --data other"))
        .isEqualTo(
            "--data goes with --on val or --on test, received --on photos; leave --data out");
    assertThat(Typed.error("%evaluate --on photos --baseline scratch"))
        .isEqualTo(
            "--baseline scratch goes with --on val or --on test, received --on photos;"
                + " leave --baseline out");
    assertThat(Typed.error("%evaluate --baseline scrach"))
        .isEqualTo("--baseline takes none|scratch, received scrach; did you mean scratch?");
  }

  @Test
  void outMustBeCsv() {
    assertThat(Typed.error("%predict a.jpg --out table.xls"))
        .isEqualTo("--out takes a file that ends in .csv, received table.xls; write table.xls.csv");
  }

  @Test
  void unknownSubcommand() {
    assertThat(Typed.error("%graft rnus"))
        .isEqualTo("unknown word rnus; did you mean %graft runs?");
    assertThat(Typed.error("%graft everything"))
        .isEqualTo("unknown word everything; %graft takes help|use|drop|runs|keep|clean|set");
  }

  @Test
  void unknownMagic() {
    assertThat(Typed.error("%graft help finetun"))
        .isEqualTo("unknown magic %finetun; did you mean %finetune?");
    assertThat(Typed.errorOf("export", "x"))
        .isEqualTo(
            "unknown magic %export; there are %data, %pretrained, %freeze, %unfreeze, "
                + "%finetune, %lr_find, %evaluate, %compare, %predict, %graft");
  }

  @Test
  void settings() {
    assertThat(Typed.error("%graft set devise cpu"))
        .isEqualTo("unknown setting devise; did you mean device?");
    assertThat(Typed.error("%graft set colour red"))
        .isEqualTo(
            "unknown setting colour; there are device, precision, threads, seed, home, plotly, "
                + "examples");
    assertThat(Typed.error("%graft set threads 0"))
        .isEqualTo("setting threads must be >= 1, received 0");
    assertThat(Typed.error("%graft set examples no"))
        .isEqualTo("setting examples takes on|off, received no");
  }

  @Test
  void bodyThatWouldBeInput() {
    assertThat(Typed.cellError("%%data", "text,label", "good,1"))
        .isEqualTo("%%data takes no body; write one line: %data photos/");
    assertThat(Typed.cellError("%%predict", "a text"))
        .isEqualTo("%%predict takes no body; write one line: %predict new.jpg");
  }

  @Test
  void quoteNotClosed() {
    assertThat(Typed.error("%data 'my photos/"))
        .isEqualTo("quote ' is not closed, received 'my; add '");
    assertThat(Typed.cellError("%%finetune", "--data \"my photos/"))
        .isEqualTo("quote \" is not closed, received \"my; add \"");
  }
}
