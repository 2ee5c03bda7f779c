package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.Balance;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FineTuneOptions.ScheduleChoice;
import graft.train.OptimizerKind;
import graft.train.RateChoice;
import graft.train.TrainingOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code %finetune} says of a run, option by option. */
class FineTuneSyntaxTest {

  private static final FineTuneOptions NOTHING = FineTuneOptions.defaults();

  private static FineTuneOptions said(String options) {
    return ((Command.FineTune) Typed.line("%finetune " + options)).options();
  }

  private static <T> void says(String options, TrainingOption<T> option, T value) {
    assertThat(said(options)).isEqualTo(NOTHING.with(option, value));
  }

  @Test
  void nothingIsSaidWhereNothingIsTyped() {
    assertThat(said("")).isEqualTo(NOTHING);
  }

  @Test
  void whatTrains() {
    says("--recipe head", TrainingOption.RECIPE, Recipe.HEAD);
    says("--recipe two-step", TrainingOption.RECIPE, Recipe.TWO_STEP);
    says("--recipe full", TrainingOption.RECIPE, Recipe.FULL);
    assertThat(said("--recipe gradual --every 3"))
        .isEqualTo(
            NOTHING.with(TrainingOption.RECIPE, Recipe.GRADUAL).with(TrainingOption.EVERY, 3));
  }

  @Test
  void howLong() {
    says("--epochs 5", TrainingOption.EPOCHS, 5);
    says("--patience 3", TrainingOption.PATIENCE, 3);
    says("--time-limit 5m", TrainingOption.TIME_LIMIT, Duration.ofMinutes(5));
  }

  @Test
  void howFast() {
    says("--lr auto", TrainingOption.RATES, new RateChoice.Sweep());
    says("--lr 1e-3", TrainingOption.RATES, new RateChoice.Single(0.001));
    says("--lr 1e-5..1e-3", TrainingOption.RATES, new RateChoice.Spread(1e-5, 1e-3));
    says("--lr 0.01..0.001", TrainingOption.RATES, new RateChoice.Spread(0.01, 0.001));
    says("--layer-decay 0.5", TrainingOption.LAYER_DECAY, 0.5);
    says("--schedule one-cycle", TrainingOption.SCHEDULE, ScheduleChoice.ONE_CYCLE);
    says("--warmup 0", TrainingOption.WARMUP, 0.0);
    says("--optimizer sgd", TrainingOption.OPTIMIZER, OptimizerKind.SGD);
    says("--batch 16", TrainingOption.BATCH, 16);
    says("--weight-decay 1e-4", TrainingOption.WEIGHT_DECAY, 1e-4);
    says("--clip 1", TrainingOption.CLIP, 1.0);
  }

  @Test
  void onWhat() {
    says("--augment light", TrainingOption.AUGMENT, Augment.LIGHT);
    says("--mixup .2", TrainingOption.MIXUP, 0.2);
    says("--label-smoothing 0.1", TrainingOption.LABEL_SMOOTHING, 0.1);
    says("--dropout 0.5", TrainingOption.DROPOUT, 0.5);
    says("--balance sample", TrainingOption.BALANCE, Balance.SAMPLE);
    says("--metric macro-f1", TrainingOption.METRIC, MetricChoice.MACRO_F1);
  }

  @Test
  void where() {
    says("--seed -3", TrainingOption.SEED, -3L);
    says("--device gpu0", TrainingOption.DEVICE, DeviceChoice.GPU0);
    says("--precision bf16", TrainingOption.PRECISION, PrecisionChoice.BF16);
  }

  @Test
  void defaultsAreTheSameAsLeavingThemOut() {
    assertThat(said("--epochs auto --augment auto --metric auto --schedule auto"))
        .isEqualTo(NOTHING);
    assertThat(said("--recipe current --balance none --optimizer adamw")).isEqualTo(NOTHING);
  }

  @Test
  void autoIsKeptWhereASettingMaySayOtherwise() {
    says("--device auto", TrainingOption.DEVICE, DeviceChoice.AUTO);
    says("--precision auto", TrainingOption.PRECISION, PrecisionChoice.AUTO);
  }

  @Test
  void wordsAreReadAgain() {
    String words =
        "--recipe gradual --every 3 --epochs 12 --lr 1e-5..0.001 --schedule cosine --warmup 0.1 "
            + "--optimizer sgd --batch 8 --weight-decay 1e-4 --clip 1.5 --patience 4 "
            + "--time-limit 1h30m5s --augment none --mixup 0.2 --label-smoothing 0.1 "
            + "--dropout 0.25 --metric loss --balance weights --seed 7 --device cpu "
            + "--precision f32";

    assertThat(said(words).words()).isEqualTo(words);
    assertThat(said("--lr auto").words()).isEqualTo("--lr auto");
  }

  @ParameterizedTest
  @CsvSource({"90s,PT1M30S", "5m,PT5M", "1h,PT1H", "2h30m,PT2H30M", "1h0m1s,PT1H1S", "007m,PT7M"})
  void times(String text, Duration expected) {
    says("--time-limit " + text, TrainingOption.TIME_LIMIT, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "5min", "1.5h", "30m2h", "-5m", "5M", "1:30", "h", "9999999s"})
  void otherSpellingsOfTime(String text) {
    assertThat(Typed.error("%finetune --time-limit " + text))
        .isEqualTo(
            "--time-limit takes TIME, received "
                + text
                + "; write a time such as 90s, 5m, 1h or 2h30m");
  }

  @Test
  void timeWithoutUnitOrLength() {
    assertThat(Typed.error("%finetune --time-limit 5"))
        .isEqualTo("--time-limit takes TIME, received 5; write 5m for minutes or 5s for seconds");
    assertThat(Typed.error("%finetune --time-limit 0h0m"))
        .isEqualTo("--time-limit must be > 0, received 0h0m");
  }

  @Test
  void ratesOfTheWrongKindOrRange() {
    assertThat(Typed.error("%finetune --lr fast"))
        .isEqualTo(
            "--lr takes auto|X|FIRST..LAST, received fast; write a number such as 0.001 or 1e-3");
    assertThat(Typed.error("%finetune --lr 1e-3.."))
        .isEqualTo(
            "--lr takes auto|X|FIRST..LAST, received 1e-3..; write two rates such as 1e-5..1e-3");
    assertThat(Typed.error("%finetune --lr 0..1e-3")).isEqualTo("--lr must be > 0, received 0");
    assertThat(Typed.error("%finetune --lr 1e-3..1e999"))
        .isEqualTo("--lr must be finite, received 1e999");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every 0 | every must be >= 1, received 0",
        "patience 0 | patience must be >= 1, received 0",
        "layer-decay 0 | layer-decay must be above 0 and at most 1, received 0",
        "layer-decay 1.1 | layer-decay must be above 0 and at most 1, received 1.1",
        "warmup 1 | warmup must be at least 0 and below 1, received 1",
        "weight-decay -0.1 | weight-decay must be >= 0, received -0.1",
        "clip 0 | clip must be > 0, received 0",
        "mixup 3 | mixup must be 0 to 2, received 3",
        "label-smoothing 1 | label-smoothing must be at least 0 and below 1, received 1",
        "dropout -1 | dropout must be at least 0 and below 1, received -1",
        "clip 1e999 | clip must be finite, received 1e999",
        "dropout half | dropout takes X, received half; write a number such as 0.001 or 1e-3",
        "warmup 0,1 | warmup takes X, received 0,1; write 0.1",
      })
  void numbersOutOfRange(String option, String expected) {
    assertThat(Typed.error("%finetune --" + option)).isEqualTo("--" + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "recipe twostep > recipe takes current|head|two-step|gradual|full, received twostep; did you mean two-step?",
        "schedule linear > schedule takes auto|one-cycle|cosine|constant, received linear",
        "schedule onecycle > schedule takes auto|one-cycle|cosine|constant, received onecycle; did you mean one-cycle?",
        "optimizer adam > optimizer takes adamw|sgd, received adam; did you mean adamw?",
        "balance weight > balance takes none|weights|sample, received weight; did you mean weights?",
        "precision fp16 > precision takes auto|f32|bf16, received fp16",
        "device gpu1 > device takes auto|cpu|gpu0, received gpu1; did you mean gpu0?",
      })
  void unknownChoices(String option, String expected) {
    assertThat(Typed.error("%finetune --" + option)).isEqualTo("--" + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "time_limit,time-limit",
    "layerdecay,layer-decay",
    "label-smooth,label-smoothing",
    "precison,precision",
    "pacience,patience",
    "resum,resume",
    "reciep,recipe",
    "weight_decay,weight-decay"
  })
  void mistypedOptionsSuggestTheNearest(String typed, String meant) {
    assertThat(Typed.error("%finetune --" + typed + " x"))
        .isEqualTo("unknown option --%s; did you mean --%s?".formatted(typed, meant));
  }

  @Test
  void whatWouldHaveNoEffectIsRefused() {
    assertThat(Typed.error("%finetune --every 3"))
        .isEqualTo("--every goes with --recipe gradual; add that or leave --every out");
    assertThat(Typed.error("%finetune --recipe two-step --every 3"))
        .isEqualTo("--every goes with --recipe gradual; add that or leave --every out");
    assertThat(Typed.error("%finetune --lr 1e-5..1e-3 --layer-decay 0.5"))
        .isEqualTo("--lr 1e-5..0.001 and --layer-decay both set the rates of stages; keep one");
  }

  @Test
  void flagsTakeNoValue() {
    assertThat(Typed.error("%finetune --resume=3"))
        .isEqualTo("--resume takes no value, received 3; write --resume");
  }
}
