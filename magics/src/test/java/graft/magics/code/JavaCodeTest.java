package graft.magics.code;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.command.Command;
import graft.magics.command.CommandParser;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaCodeTest {

  private static final FixedScope LESSON =
      new FixedScope(Set.of("tuned"), Set.of("leaves"), true, OptionalLong.empty());

  private static String java(String line) {
    return java(line, LESSON);
  }

  private static String java(String line, Scope scope) {
    List<String> words = List.of(line.split(" "));
    CommandParser parser = new CommandParser("/home/ada", operand -> true);
    return JavaCode.of(
        parser.parse(words.get(0).substring(1), words.subList(1, words.size())), scope);
  }

  @Test
  void fineTuneSaysWhatWasSaidAndNoMore() {
    assertThat(java("%finetune")).isEqualTo("Graft.fineTune(model(), data()).run();");
    assertThat(java("%finetune --epochs auto --recipe current"))
        .isEqualTo("Graft.fineTune(model(), data()).run();");
    assertThat(java("%finetune --lr 1e-3 --epochs 5"))
        .isEqualTo("Graft.fineTune(model(), data()).epochs(5).learningRate(0.001).run();");
    assertThat(java("%finetune --lr 1e-5..1e-3 --continue --resume"))
        .isEqualTo(
            """
            Graft.fineTune(model(), data())
                .learningRates(1e-5, 0.001)
                .continuing()
                .resuming()
                .run();""");
  }

  @Test
  void aNameBecomesAVariableThatTheCellShows() {
    assertThat(java("%finetune --recipe two-step --epochs 8 --time-limit 10m --mixup 0.2 --as h"))
        .isEqualTo(
            """
            TrainingHistory h = Graft.fineTune(model(), data())
                .recipe(FineTuneOptions.Recipe.TWO_STEP)
                .epochs(8)
                .timeLimit(java.time.Duration.ofSeconds(600))
                .with(TrainingOption.MIXUP, 0.2)
                .name("h")
                .run();
            h""");
  }

  @Test
  void whatIsNotLiveYetIsOpenedAndUsed() {
    assertThat(java("%finetune photos/", FixedScope.EMPTY))
        .isEqualTo(
            "Graft.fineTune(use(Graft.pretrained(\"graft-nano\")), use(Graft.data(\"photos/\")))"
                + ".run();");
    assertThat(java("%finetune leaves --model tuned"))
        .isEqualTo("Graft.fineTune(use(model(\"tuned\")), use(data(\"leaves\"))).run();");
    assertThat(java("%lr_find --batch 16 --seed 7"))
        .isEqualTo(
            """
            Graft.findRate(model(), data())
                .with(TrainingOption.BATCH, 16)
                .with(TrainingOption.SEED, 7L)
                .run();""");
    assertThat(java("%lr_find --continue"))
        .isEqualTo("Graft.findRate(model(), data()).continuing().run();");
  }

  @Test
  void dataIsSplitAsWasSaid() {
    assertThat(java("%data")).isEqualTo("data();");
    assertThat(java("%data photos/")).isEqualTo("use(Graft.data(\"photos/\"));");
    assertThat(java("%data photos/ --split 80/10/10 --seed 7 --as p"))
        .isEqualTo(
            """
            LabeledDataset p = use("p", Graft.data("photos/", Division.automatic().by(new SplitRule(80, 10, 10)).seed(7L), Watch.none()));
            p""");
    assertThat(java("%data leaves --as l"))
        .isEqualTo("LabeledDataset l = use(\"l\", data(\"leaves\"));\nl");
  }

  @Test
  void aSeedThatIsSetIsSaid() {
    Scope seeded = new FixedScope(Set.of("tuned"), Set.of("leaves"), true, OptionalLong.of(21));

    assertThat(java("%data photos/", seeded))
        .isEqualTo("use(Graft.data(\"photos/\", Division.automatic().orSeed(21L), Watch.none()));");
    assertThat(java("%pretrained graft-nano --weights none", seeded))
        .isEqualTo("use(Graft.untrained(\"graft-nano\", 21L));");
    assertThat(java("%pretrained graft-nano --weights none"))
        .isEqualTo("use(Graft.untrained(\"graft-nano\", 42L));");
    assertThat(java("%finetune", seeded))
        .isEqualTo("Graft.fineTune(model(), data()).seed(21L).run();");
  }

  @Test
  void modelsAreLoadedAndFrozen() {
    assertThat(java("%pretrained")).isEqualTo("Graft.models();");
    assertThat(java("%pretrained past --as back"))
        .isEqualTo(
            "TransferModel back = use(\"back\", Graft.pretrained(history(\"past\")));\nback");
    assertThat(java("%freeze --until layer3 --bn train"))
        .isEqualTo(
            """
            model().freeze(FreezePolicy.from("layer3").withFrozenNormsMoving(true));
            model().freezing(data().classes());""");
    assertThat(java("%unfreeze --last 2 --model tuned --as s"))
        .isEqualTo(
            """
            model("tuned").freeze(FreezePolicy.last(2, model("tuned").backbone().architecture()));
            FreezeSummary s = model("tuned").freezing(data().classes());
            s""");
    assertThat(java("%unfreeze", FixedScope.EMPTY))
        .isEqualTo(
            """
            use(Graft.pretrained("graft-nano")).freeze(FreezePolicy.nothing(model().backbone().architecture()));
            model().freezing();""");
    assertThat(java("%freeze --show")).isEqualTo("model().freezing(data().classes());");
  }

  @Test
  void evaluationsSayOnWhat() {
    assertThat(java("%evaluate")).isEqualTo("Graft.evaluate(model(), data(), Part.VALIDATION);");
    assertThat(java("%evaluate tuned --on test --baseline scratch"))
        .isEqualTo("Graft.evaluate(model(\"tuned\"), data(), Part.TEST, Baseline.SCRATCH);");
    assertThat(java("%evaluate --on other/"))
        .isEqualTo("Graft.evaluate(model(), Graft.data(\"other/\"));");
  }

  @Test
  void aRunThatIsNotLiveIsBroughtBackForOnce() {
    assertThat(java("%evaluate past --as r"))
        .isEqualTo(
            """
            ClassificationReport r;
            try (TransferModel once = Graft.pretrained(history("past"))) {
              once.rename("past");
              r = Graft.evaluate(once, data(), Part.VALIDATION);
            }
            r""");
    assertThat(java("%evaluate", new FixedScope(Set.of("m"), Set.of(), true, OptionalLong.empty())))
        .isEqualTo(
            "Graft.evaluate(model(), use(Graft.trainingData(model(), Watch.none())), Part.VALIDATION);");
  }

  @Test
  void predictionsAreWritten() {
    assertThat(java("%predict new.jpg")).isEqualTo("Graft.predict(model(), \"new.jpg\");");
    assertThat(java("%predict new/ more.zip --out p.csv"))
        .isEqualTo(
            """
            Predictions predictions = Graft.predict(model(), "new/", "more.zip");
            Graft.write(predictions, "p.csv");
            predictions""");
    assertThat(java("%predict leaves --as guess"))
        .isEqualTo(
            """
            Predictions guess = Graft.predict(model(), Inputs.none().and("leaves", data("leaves")), Watch.none());
            guess""");
  }

  @Test
  void whatOnlyTheNotebookKnowsIsAskedOfIt() {
    assertThat(java("%graft")).isEqualTo("overview();");
    assertThat(java("%graft help")).isEqualTo("help();");
    assertThat(java("%graft help finetune")).isEqualTo("help(\"finetune\");");
    assertThat(java("%graft use tuned")).isEqualTo("use(model(\"tuned\"));");
    assertThat(java("%graft use leaves")).isEqualTo("use(data(\"leaves\"));");
    assertThat(java("%graft use past")).isEqualTo("use(Graft.pretrained(history(\"past\")));");
    assertThat(java("%graft use nobody")).isEqualTo("use(model(\"nobody\"));");
    assertThat(java("%graft drop tuned")).isEqualTo("drop(\"tuned\");");
    assertThat(java("%graft runs")).isEqualTo("runs();");
    assertThat(java("%graft set device cpu")).isEqualTo("set(\"device\", \"cpu\");");
    assertThat(java("%graft keep")).isEqualTo("Graft.keep(model());");
    assertThat(java("%graft keep nobody")).isEqualTo("Graft.keep(model(\"nobody\"));");
    assertThat(java("%graft clean --keep 1")).isEqualTo("Graft.clean(1);");
  }

  @Test
  void hostileNamesAreInertLiterals() {
    Command command =
        new Command.OpenData(
            "a\"; System.exit(1); //\\u0022\n\u2028\u202e😀\udb40\udc41",
            null,
            null,
            Map.of(),
            Command.Preview.NONE,
            null);

    assertThat(JavaCode.of(command, LESSON))
        .isEqualTo(
            "use(Graft.data(\"a\\\"; System.exit(1); //\\\\u0022\\n\\u2028\\u202e😀\\udb40\\udc41\"));");
    assertThat(JavaCode.of(open("a\u202eb"), LESSON))
        .isEqualTo("LabeledDataset a\\u202eb = use(\"a\\u202eb\", data());\na\\u202eb");
  }

  private static Command open(String as) {
    return new Command.OpenData(null, null, null, Map.of(), Command.Preview.NONE, as);
  }

  @Test
  void previewOfAugmentationIsACallOfItsOwn() {
    assertThat(java("%data leaves --augment light --as l"))
        .isEqualTo(
            """
            LabeledDataset l = use("l", data("leaves"));
            l;
            Graft.augmentation(model(), data(), 42L)""");
  }

  @Test
  void modelsThatAreNotLiveAreComparedAndClosed() {
    Scope two = new FixedScope(Set.of("a", "b"), Set.of("leaves"), true, OptionalLong.empty());
    assertThat(java("%compare a b --on test", two))
        .isEqualTo(
            "Graft.compare(java.util.List.of(model(\"a\"), model(\"b\")), data(), Part.TEST);");
    assertThat(java("%compare tuned run:3 --on leaves --as c"))
        .isEqualTo(
            """
            Comparison c;
            try (TransferModel model1 = Graft.pretrained("run:3")) {
              model1.rename("run:3");
              c = Graft.compare(java.util.List.of(model("tuned"), model1), data("leaves"));
            }
            c""");
  }
}
