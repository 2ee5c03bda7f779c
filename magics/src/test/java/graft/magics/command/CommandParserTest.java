package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.Part;
import graft.magics.command.Command.Norms;
import graft.magics.command.Command.Weights;
import graft.train.FineTuneOptions;
import graft.train.TrainingOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandParserTest {

  private static final FineTuneOptions NOTHING = FineTuneOptions.defaults();

  @Test
  void dataWithEverything() {
    Command command = Typed.line("%data photos --split 80/15/5 --seed 7 --as leaves");

    assertThat(command)
        .isEqualTo(
            new Command.OpenData(
                "photos",
                new SplitPercent(80, 15, 5),
                7L,
                Map.of(),
                Command.Preview.NONE,
                "leaves"));
  }

  @Test
  void dataAloneShowsTheCurrentData() {
    assertThat(Typed.line("%data"))
        .isEqualTo(new Command.OpenData(null, null, null, Map.of(), Command.Preview.NONE, null));
  }

  @Test
  void sampleKeepsItsKnobs() {
    Command command = Typed.line("%data sample:leaves,classes=4,count=60,seed=7");

    assertThat(command)
        .isEqualTo(
            new Command.OpenData(
                "sample:leaves,classes=4,count=60,seed=7",
                null,
                null,
                Map.of(),
                Command.Preview.NONE,
                null));
  }

  @Test
  void pretrainedWithEverything() {
    Command command = Typed.line("%pretrained graft-nano --weights none --seed 1 --as scratch");

    assertThat(command)
        .isEqualTo(new Command.LoadPretrained("graft-nano", Weights.NONE, 1L, "scratch"));
  }

  @Test
  void pretrainedTakesRunsAndFiles() {
    assertThat(Typed.line("%pretrained run:last")).isEqualTo(pretrained("run:last"));
    assertThat(Typed.line("%pretrained nets/a.safetensors"))
        .isEqualTo(pretrained("nets/a.safetensors"));
    assertThat(Typed.line("%pretrained")).isEqualTo(pretrained(null));
  }

  private static Command pretrained(String name) {
    return new Command.LoadPretrained(name, Weights.DEFAULT, null, null);
  }

  @Test
  void freezeWithEverything() {
    Command command = Typed.line("%freeze --until layer4 --bn train --model tuned --as summary");

    assertThat(command).isEqualTo(new Command.Freeze("layer4", Norms.TRAIN, "tuned", "summary"));
  }

  @Test
  void freezeAloneMeansTheWholeBackbone() {
    assertThat(Typed.line("%freeze")).isEqualTo(new Command.Freeze(null, Norms.EVAL, null, null));
  }

  @Test
  void freezeShowChangesNothing() {
    assertThat(Typed.line("%freeze --show --model tuned"))
        .isEqualTo(new Command.ShowStages("tuned", null));
  }

  @Test
  void unfreezeScopes() {
    assertThat(Typed.line("%unfreeze")).isEqualTo(unfreeze(new Command.Scope.All()));
    assertThat(Typed.line("%unfreeze --last 2")).isEqualTo(unfreeze(new Command.Scope.Last(2)));
    assertThat(Typed.line("%unfreeze --from layer3"))
        .isEqualTo(unfreeze(new Command.Scope.From("layer3")));
  }

  private static Command unfreeze(Command.Scope scope) {
    return new Command.Unfreeze(scope, Norms.EVAL, null, null);
  }

  @Test
  void fineTuneAlone() {
    assertThat(Typed.line("%finetune"))
        .isEqualTo(new Command.FineTune(null, null, NOTHING, false, false, null));
  }

  @Test
  void fineTuneNamesItsOperandsAndItsStart() {
    FineTuneOptions options = NOTHING.with(TrainingOption.EPOCHS, 5);

    assertThat(Typed.line("%finetune photos --model m --epochs 5 --continue --resume --as h"))
        .isEqualTo(new Command.FineTune("photos", "m", options, true, true, "h"));
    assertThat(Typed.line("%finetune --epochs 5 --resume"))
        .isEqualTo(new Command.FineTune(null, null, options, false, true, null));
  }

  @Test
  void findRateWithEverything() {
    FineTuneOptions options =
        NOTHING
            .with(TrainingOption.RECIPE, FineTuneOptions.Recipe.FULL)
            .with(TrainingOption.BATCH, 8)
            .with(TrainingOption.SEED, 7L)
            .with(TrainingOption.DEVICE, FineTuneOptions.DeviceChoice.CPU);

    assertThat(
            Typed.line(
                "%lr_find photos --model m --recipe full --batch 8 --seed 7 --device cpu "
                    + "--continue --as s"))
        .isEqualTo(new Command.FindRate("photos", "m", options, true, "s"));
    assertThat(Typed.line("%lr_find"))
        .isEqualTo(new Command.FindRate(null, null, NOTHING, false, null));
  }

  @Test
  void operandMeansTheSameAsDataOption() {
    assertThat(Typed.line("%finetune photos")).isEqualTo(Typed.line("%finetune --data photos"));
    assertThat(Typed.line("%evaluate tuned")).isEqualTo(Typed.line("%evaluate --model tuned"));
  }

  @Test
  void evaluateOnPartsAndOtherData() {
    assertThat(Typed.line("%evaluate")).isEqualTo(evaluate(Part.VALIDATION, null));
    assertThat(Typed.line("%evaluate --on val")).isEqualTo(evaluate(Part.VALIDATION, null));
    assertThat(Typed.line("%evaluate --on test --data other"))
        .isEqualTo(evaluate(Part.TEST, "other"));
    assertThat(Typed.line("%evaluate tuned --on photos --as r"))
        .isEqualTo(
            new Command.Evaluate(
                "tuned", new Command.Examples.All("photos"), Command.Baseline.NONE, "r"));
    assertThat(Typed.line("%evaluate --on test --baseline scratch"))
        .isEqualTo(evaluate(Part.TEST, null, Command.Baseline.SCRATCH));
    assertThat(Typed.line("%evaluate --baseline none")).isEqualTo(Typed.line("%evaluate"));
  }

  private static Command evaluate(Part part, String data) {
    return evaluate(part, data, Command.Baseline.NONE);
  }

  private static Command evaluate(Part part, String data, Command.Baseline baseline) {
    return new Command.Evaluate(null, new Command.Examples.Of(part, data), baseline, null);
  }

  @Test
  void predictTakesManyInputs() {
    Command command =
        Typed.line("%predict a.jpg new/ \"my b.png\" --out out.csv --model tuned --as guess");

    assertThat(command)
        .isEqualTo(
            new Command.Predict(List.of("a.jpg", "new/", "my b.png"), "out.csv", "tuned", "guess"));
  }

  @Test
  void graftSubcommands() {
    assertThat(Typed.line("%graft")).isEqualTo(new GraftCommand.Overview());
    assertThat(Typed.line("%graft help")).isEqualTo(new GraftCommand.Help(null));
    assertThat(Typed.line("%graft help finetune")).isEqualTo(new GraftCommand.Help("finetune"));
    assertThat(Typed.line("%graft help %finetune")).isEqualTo(new GraftCommand.Help("finetune"));
    assertThat(Typed.line("%graft use tuned")).isEqualTo(new GraftCommand.Use("tuned"));
    assertThat(Typed.line("%graft drop tuned")).isEqualTo(new GraftCommand.Drop("tuned"));
    assertThat(Typed.line("%graft runs")).isEqualTo(new GraftCommand.Runs());
    assertThat(Typed.line("%graft keep")).isEqualTo(new GraftCommand.Keep(null));
    assertThat(Typed.line("%graft keep tuned")).isEqualTo(new GraftCommand.Keep("tuned"));
    assertThat(Typed.line("%graft clean")).isEqualTo(new GraftCommand.Clean(5));
    assertThat(Typed.line("%graft clean --keep 0")).isEqualTo(new GraftCommand.Clean(0));
    assertThat(Typed.line("%graft set seed 7")).isEqualTo(new GraftCommand.Set(Setting.SEED, "7"));
  }

  @Test
  void optionsAndOperandsInAnyOrder() {
    assertThat(Typed.line("%data --seed 7 photos --as x"))
        .isEqualTo(Typed.line("%data photos --as=x --seed=7"));
  }

  @Test
  void valueMayBeNegativeOrHoldEquals() {
    assertThat(Typed.line("%data photos --seed -1"))
        .isEqualTo(new Command.OpenData("photos", null, -1L, Map.of(), Command.Preview.NONE, null));
    assertThat(((Command.FineTune) Typed.line("%finetune --data=sample:leaves,count=9")).data())
        .isEqualTo("sample:leaves,count=9");
  }

  @Test
  void helpWinsOverMistakes() {
    assertThat(Typed.line("%finetune --epochs many --help --foo"))
        .isEqualTo(new Command.Help(Magics.named("finetune")));
  }

  @Test
  void helpOnSubcommand() {
    Command command = Typed.line("%graft clean --help");

    assertThat(((Command.Help) command).spec().name()).isEqualTo("graft clean");
  }

  @Test
  void aQuestionMarkAsksForHelp() {
    assertThat(Typed.line("%finetune ?")).isEqualTo(Typed.line("%finetune --help"));
    assertThat(Typed.line("%graft ?")).isEqualTo(Typed.line("%graft --help"));
    assertThat(Typed.line("%graft clean ?")).isEqualTo(Typed.line("%graft clean --help"));
    assertThat(((Command.FineTune) Typed.cell("%%finetune", "'?'")).data()).isEqualTo("?");
  }

  @Test
  void codeHoldsTheCommandThatItIsAskedOf() {
    assertThat(Typed.line("%finetune --epochs 5 --code"))
        .isEqualTo(new Command.ShowCode(Typed.line("%finetune --epochs 5")));
    assertThat(Typed.line("%graft use --code tuned"))
        .isEqualTo(Typed.line("%graft use tuned --code"));
    assertThat(Typed.error("%finetune --epochs many --code"))
        .isEqualTo("--epochs takes auto|N, received many; write a whole number");
  }

  @Test
  void bodyAddsOptions() {
    Command command =
        Typed.cell(
            "%%finetune photos --as h",
            "# how long",
            "--epochs 5",
            "",
            "  // how fast",
            "--lr=0.01 --batch 8;",
            "--device cpu  // no GPU here");

    assertThat(command)
        .isEqualTo(
            Typed.line("%finetune photos --epochs 5 --lr 0.01 --batch 8 --device cpu --as h"));
  }

  @Test
  void bodyGroupsWithBothQuotesAndKeepsBackslashes() {
    assertThat(Typed.cell("%%finetune", "--data 'my photos/'"))
        .isEqualTo(Typed.cell("%%finetune", "\"my photos/\""));
    assertThat(((Command.FineTune) Typed.cell("%%finetune", "--data=\"C:\\my photos\"")).data())
        .isEqualTo("C:\\my photos");
  }
}
