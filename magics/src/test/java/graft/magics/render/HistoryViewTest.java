package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graft.train.EpochValues;
import graft.train.FreezeReceipt;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryViewTest {

  private static final List<EpochValues> THREE =
      List.of(
          Samples.epoch(1, 1.25, 1.0, 0.5),
          Samples.epoch(2, 0.75, 0.625, 0.9333),
          Samples.epoch(3, 0.5, 0.7, 0.9));

  @Test
  void textIsComplete() {
    MimeBundle bundle = HistoryView.render(Samples.history(Outcome.FINISHED, 2, THREE));

    assertThat(bundle.text())
        .isEqualTo(
            """
            graft-nano (frozen) · photos (train 210, val 45, test 45 sealed)
            run 3 · from pretrained weights · finished
            3 epochs in 12.3 s

            best epoch 2: validation accuracy 0.9333 (higher is better)

            epoch  training loss  validation loss  validation accuracy  learning rate  seconds
                1         1.2500           1.0000               0.5000          0.001      2.5
                2         0.7500           0.6250               0.9333          0.001      2.5  best
                3         0.5000           0.7000               0.9000          0.001      2.5

            Defaults that depended on the case
            - --augment: none, frozen
            - --epochs auto: until the metric stalls, at most 100""");
  }

  @Test
  void runningHistoryHasABarInTheSameLayout() {
    TrainingHistory history = Samples.history(Outcome.RUNNING, 2, THREE);

    MimeBundle running =
        HistoryView.render(history, new Progress(4, 5, 37, 120, 41, 0.4123), live());
    MimeBundle over = HistoryView.render(Samples.history(Outcome.FINISHED, 2, THREE));

    assertThat(running.text())
        .contains("\nepoch 4/5 [37/120] 00:41<00:21, 9.7 it/s, loss 0.4123\n");
    assertThat(Markup.html(running)).contains("▶ running").contains("<progress");
    assertThat(Markup.html(over)).contains("✓ finished").doesNotContain("<progress");
    assertThat(Markup.svg(Markup.html(running))).contains("width=\"860\" height=\"272\"");
    assertThat(Markup.svg(Markup.html(over))).contains("width=\"860\" height=\"272\"");
  }

  @Test
  void fullHistoryIsCompleteInText() {
    MimeBundle bundle = HistoryView.render(Samples.phased(Outcome.FINISHED, Samples.kept()));

    assertThat(bundle.text())
        .isEqualTo(
            """
            graft-nano (frozen) · photos (train 210, val 45, test 45 sealed)
            run 3 · resumes run 3 at epoch 2 · finished
            3 epochs in 11.0 s (estimated about 14.0 s), 850 MB of memory (estimated 1.2 GB)

            Warnings
            - checkpoint epoch-2 was passed over

            best epoch 2: validation accuracy 0.9333 (higher is better)

            epoch  training loss  validation loss  validation accuracy  learning rate  seconds
                1         1.2500           1.0000               0.5000          0.001      2.5
                2         0.7500           0.6250               0.9333          0.001      2.5  best, phase 2
                3         0.5000           0.7000               0.9000          0.001      2.5

            Phases
            - phase 1, epoch 1: frozen
            - phase 2, from epoch 2: all layers train

            Freeze receipt: what is frozen stood still
            stage              change of weights  of statistics
            stem    ○ frozen                none           none
            layer4  ● trained            < 0.1 %          1.2 %
            fc      ● trained            250.0 %           none

            Defaults that depended on the case
            - --epochs: 3""");
    Markup.assertInert(Markup.html(bundle));
  }

  @Test
  void phasesAreMarkedInTheCurvesAndSaidInWords() {
    String html = Markup.html(HistoryView.render(Samples.phased(Outcome.FINISHED, Samples.kept())));

    assertThat(Markup.words(Markup.svg(html), "text")).contains("all layers train", "best");
    assertThat(Markup.words(Markup.svg(html), "title"))
        .containsExactly(
            "training finished after 3 epochs; best epoch 2: validation accuracy 0.9333; "
                + "phase 1, epoch 1: frozen; phase 2, from epoch 2: all layers train");
  }

  @Test
  void brokenReceiptReadsAsFailed() {
    String violation = "stem changed where it is frozen";

    MimeBundle bundle =
        HistoryView.render(Samples.phased(Outcome.FAILED, Samples.broken(violation)));

    assertThat(bundle.text())
        .containsSubsequence(
            "run 3 · resumes run 3 at epoch 2 · failed\n",
            "; the weights of epoch 2 are live\n✗ failed: stem changed where it is frozen\n",
            "Freeze receipt: broken\n",
            "stem   ○ frozen           not known      not known  ✗ " + violation + "\n");
    assertThat(Markup.html(bundle)).contains("background:#b3261e;color:#fff\">✗ failed</span>");
    assertThat(Markup.words(Markup.html(bundle), "td")).contains("✗ " + violation);
  }

  @Test
  void estimateStandsBeforeTheRun() {
    TrainingHistory history = Samples.phased(Outcome.RUNNING, FreezeReceipt.NONE);

    MimeBundle bundle =
        HistoryView.render(history, new Progress(4, 5, 37, 120, 41, 0.4123), live());

    assertThat(bundle.text())
        .contains(", loss 0.4123\nestimated: about 14.0 s, 1.2 GB of memory\n")
        .doesNotContain("Freeze receipt");
  }

  @Test
  void estimateStandsBesideWhatIsPrepared() {
    TrainingHistory history = Samples.phased(Outcome.RUNNING, FreezeReceipt.NONE);

    assertThat(HistoryView.renderPreparing(history, "features", 12, 250, live()).text())
        .startsWith(
            Samples.SUBJECT + "\nfeatures 12/250\nestimated: about 14.0 s, 1.2 GB of memory\n");
  }

  @Test
  void whatNobodyKnowsIsLeftOut() {
    TrainingHistory unknown = Samples.history(Outcome.RUNNING, 2, THREE);

    assertThat(HistoryView.render(unknown).text())
        .doesNotContain("estimated", "memory", "Phases", "Freeze receipt", "Warnings");
  }

  @Test
  void returnedRunSaysThatNothingWasTrained() {
    MimeBundle bundle = HistoryView.renderReturned(Samples.history(Outcome.FINISHED, 2, THREE));

    assertThat(bundle.text())
        .contains(
            " · finished\nrun 3 had ended; it is returned without training, and its weights are "
                + "live\n3 epochs in 12.3 s\n");
  }

  @Test
  void historyWithoutAnEpochSaysSo() {
    MimeBundle bundle = HistoryView.render(Samples.history(Outcome.INTERRUPTED, 0));

    assertThat(bundle.text())
        .contains("run 3 · from pretrained weights · interrupted\n0 epochs in 12.3 s")
        .contains("no epoch is complete; validation accuracy decides (higher is better)");
    assertThat(Markup.html(bundle)).contains("■ interrupted").doesNotContain("<img");
  }

  @Test
  void oneEpochHasOneTick() {
    MimeBundle bundle = HistoryView.render(Samples.history(Outcome.INTERRUPTED, 1));

    assertThat(Markup.words(Markup.svg(Markup.html(bundle)), "text"))
        .containsSequence("epoch", "1", "best");
  }

  @Test
  void valuesThatAreNotFiniteSurvive() {
    List<EpochValues> epochs =
        List.of(
            Samples.epoch(1, 1, 1, 0.5),
            Samples.epoch(2, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN));

    MimeBundle bundle = HistoryView.render(Samples.history(Outcome.FAILED, 1, epochs));

    assertThat(bundle.text())
        .contains(
            "    2            NaN                ∞                  NaN          0.001      2.5");
    assertThat(Markup.html(bundle)).contains("✗ failed");
    assertThat(Markup.svg(Markup.html(bundle)))
        .doesNotContain("NaN")
        .contains("× no finite number");
  }

  @Test
  void pictureSaysItsResult() {
    MimeBundle bundle = HistoryView.render(Samples.history(Outcome.FINISHED, 2, THREE));

    assertThat(Markup.html(bundle))
        .contains(
            "alt=\"training finished after 3 epochs; best epoch 2: validation accuracy 0.9333\"");
    assertThat(Markup.words(Markup.svg(Markup.html(bundle)), "title"))
        .containsExactly(
            "training finished after 3 epochs; best epoch 2: validation accuracy 0.9333");
  }

  @Test
  void longTextLeavesTheMiddleOut() {
    MimeBundle bundle = HistoryView.render(Samples.history(Outcome.FINISHED, 40));

    List<String> epochs =
        bundle
            .text()
            .lines()
            .filter(line -> line.matches(" +(…|\\d+) .*"))
            .map(String::strip)
            .toList();
    assertThat(epochs).hasSize(21);
    assertThat(epochs.get(9)).startsWith("10 ");
    assertThat(epochs.get(10)).startsWith("… ");
    assertThat(epochs.get(11)).startsWith("31 ");
  }

  @Test
  void richTableShowsTheLastEpochsAndTheBest() {
    TrainingHistory history = Samples.history(Outcome.FINISHED, 40);

    String html = Markup.html(HistoryView.render(history));

    assertThat(html).contains("5 of 40 epochs shown");
    assertThat(Markup.words(html, "tr"))
        .anyMatch(row -> row.startsWith("39") && row.endsWith("best"));
  }

  @Test
  void lossThatDecidesHasTheFirstMetricBesideIt() {
    TrainingHistory history =
        new TrainingHistory(
            0,
            "n",
            "s",
            "x",
            "validation loss",
            false,
            2,
            THREE,
            Outcome.FINISHED,
            1,
            Map.of(),
            Map.of());

    assertThat(Curves.kinds(history)).containsExactly("loss", "accuracy");
    assertThat(HistoryView.render(history).text())
        .contains("best epoch 2: validation loss 0.6250 (lower is better)");
  }

  @Test
  void thousandsOfEpochsStaySmall() {
    List<EpochValues> epochs =
        IntStream.rangeClosed(1, 5000)
            .mapToObj(epoch -> Samples.epoch(epoch, Math.sin(epoch), Math.cos(epoch), 0.5))
            .toList();

    String html = Markup.html(HistoryView.render(Samples.history(Outcome.FINISHED, 7, epochs)));

    assertThat(html).hasSizeLessThan(120_000);
  }

  @Test
  void twoHundredEpochsOfFourSeriesStayBelowHalfAMegabyte() {
    List<EpochValues> epochs =
        IntStream.rangeClosed(1, 200)
            .mapToObj(epoch -> fourSeries(epoch, Math.sin(epoch), Math.cos(epoch)))
            .toList();
    LiveCurve live = live();
    IntStream.range(0, 200 * 50).forEach(i -> live.add(1 + i / 50, (i % 50 + 1) / 50.0, i / 7.0));
    TrainingHistory running = Samples.history(Outcome.RUNNING, 7, epochs);

    String update =
        Markup.html(HistoryView.render(running, new Progress(200, 200, 1, 50, 9, 0.5), live));

    assertThat(update).hasSizeLessThan(150_000);
    assertThat(Markup.messages(update).get(0).path("figure").path("data")).hasSize(5);
  }

  @Test
  void chartOfARunKeepsItsIdAndPointsSayTheirLearningRate() {
    LiveCurve live = live();
    live.add(1, 0.5, 2.25);
    TrainingHistory running = Samples.history(Outcome.RUNNING, 2, THREE);

    String during =
        Markup.html(HistoryView.render(running, new Progress(4, 5, 1, 2, 9, 0.5), live));
    String after =
        Markup.html(HistoryView.render(Samples.history(Outcome.FINISHED, 2, THREE), live));

    JsonNode first = Markup.messages(during).get(0);
    JsonNode last = Markup.messages(after).get(0);
    assertThat(first.path("chart").asText()).isEqualTo("run-1");
    assertThat(last.path("chart").asText()).isEqualTo("run-1");
    assertThat(first.path("live").asBoolean() && last.path("live").asBoolean()).isTrue();
    assertThat(first.path("figure").path("data").get(0).path("x").get(0).asDouble()).isEqualTo(0.5);
    assertThat(last.path("figure").path("data").get(0).path("customdata").get(0).asText())
        .isEqualTo("learning rate 0.001");
  }

  @Test
  void runThatAnErrorEndedKeepsItsCurves() {
    TrainingHistory running = Samples.history(Outcome.RUNNING, 2, THREE);

    MimeBundle failed = HistoryView.renderFailed(running, live());

    assertThat(failed.text()).contains(" · failed\n");
    assertThat(Markup.html(failed)).contains("✗ failed", "border-left:4px solid #b3261e");
    assertThat(Markup.messages(Markup.html(failed)).get(0).path("chart").asText())
        .isEqualTo("run-1");
  }

  @Test
  void runThatEndedInItsFirstEpochShowsTheLossesOfItsBatches() {
    LiveCurve live = live();
    live.add(1, 0.25, 2.5);
    live.add(1, 0.5, 40);

    MimeBundle failed = HistoryView.render(Samples.history(Outcome.FAILED, 0), live);

    JsonNode figure = Markup.messages(Markup.html(failed)).get(0).path("figure");
    assertThat(figure.path("data").get(0).path("y").toString()).isEqualTo("[2.5,40]");
  }

  @Test
  void millionsOfBatchesAreThinnedAndTheirSpikesStay() {
    LiveCurve live = live();

    IntStream.range(0, 1_000_000)
        .forEach(i -> live.add(1 + i / 10_000, (i % 10_000 + 1) / 1e4, i == 1234 ? 99 : i % 7));

    assertThat(live.losses()).hasSizeLessThanOrEqualTo(2000);
    assertThat(live.losses()).anyMatch(point -> point.y() == 99);
    assertThat(live.losses().get(live.losses().size() - 1).x()).isEqualTo(100);
  }

  @Test
  void timelineWaitsForTheEndOfTheRun() {
    assertThat(Markup.html(HistoryView.render(Samples.phased(Outcome.RUNNING, Samples.kept()))))
        .doesNotContain("which stages trained when");
    assertThat(Markup.html(HistoryView.render(Samples.phased(Outcome.FINISHED, Samples.kept()))))
        .contains("which stages trained when: 1 of 3 at first, 3 at the end");
  }

  private static EpochValues fourSeries(int epoch, double one, double other) {
    Map<String, Double> values = new LinkedHashMap<>();
    List.of("training loss", "validation loss").forEach(name -> values.put(name, one));
    List.of("training accuracy", "validation accuracy").forEach(name -> values.put(name, other));
    return new EpochValues(epoch, 2.5, 1e-3, values);
  }

  private static LiveCurve live() {
    return new LiveCurve("run-1");
  }
}
