package graft.magics.render;

import graft.train.EpochValues;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Shows a run: how it ended, its curves and its epochs; the layout is the same while it runs. */
public final class HistoryView {

  private static final int TEXT_ROWS = 20;
  private static final int HTML_ROWS = 5;

  private HistoryView() {}

  /** Shows a run that is over, or one whose progress nobody knows. */
  public static MimeBundle render(TrainingHistory history) {
    return page(history, Double.NaN, history.epochs().isEmpty() ? "starting" : "running");
  }

  /** Shows a run that goes on. */
  public static MimeBundle render(TrainingHistory history, Progress progress) {
    return page(history, progress.share(), progress.words());
  }

  private static MimeBundle page(TrainingHistory history, double share, String words) {
    Page page = new Page(history.subject());
    String start = "%s · %s".formatted(history.name(), history.start());
    page.line(
        start + " · " + history.outcome().word(),
        Style.state(history.outcome()) + " " + Html.sentence(start));
    if (history.outcome() == Outcome.RUNNING) {
      page.line(words, ProgressView.bar(share, words));
    } else {
      page.line(end(history));
    }
    page.html(SvgChart.picture(Curves.of(history)));
    page.block(best(history), Html.element("div", Style.LINE, Html.sentence(best(history))));
    if (!history.epochs().isEmpty()) {
      page.block(textSheet(history).text(), htmlSheet(history).html());
    }
    return page.list("Defaults that depended on the case", defaults(history)).bundle();
  }

  private static String end(TrainingHistory history) {
    return "%s in %s"
            .formatted(
                Numbers.count(history.epochs().size(), "epoch"),
                Numbers.duration(history.seconds()))
        + live(history);
  }

  /** Says whose weights a run left that did not end by itself. */
  private static String live(TrainingHistory history) {
    if (history.outcome() == Outcome.FINISHED) {
      return "";
    }
    return history.bestEpoch() == 0
        ? "; none of its weights are live"
        : "; the weights of epoch %s are live".formatted(history.bestEpoch());
  }

  private static String best(TrainingHistory history) {
    String direction = history.higherIsBetter() ? "higher is better" : "lower is better";
    return history.bestEpoch() == 0
        ? "no epoch is complete; %s decides (%s)".formatted(history.metric(), direction)
        : "best epoch %s: %s %s (%s)"
            .formatted(
                history.bestEpoch(),
                history.metric(),
                Numbers.value(history.bestValue()),
                direction);
  }

  private static List<String> defaults(TrainingHistory history) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(history.defaults())
        .forEach((name, words) -> lines.add(option(name) + ": " + words));
    return lines;
  }

  private static String option(String name) {
    return name.startsWith("-") ? name : "--" + name;
  }

  /** Leaves the middle out where there are more epochs than anyone reads. */
  private static Sheet textSheet(TrainingHistory history) {
    Sheet sheet = columns("", history);
    int epochs = history.epochs().size();
    for (int i = 0; i < epochs; i++) {
      if (epochs <= TEXT_ROWS || i < TEXT_ROWS / 2 || i >= epochs - TEXT_ROWS / 2) {
        row(sheet, history, i);
      } else if (i == TEXT_ROWS / 2) {
        sheet.gap();
      }
    }
    return sheet;
  }

  private static Sheet htmlSheet(TrainingHistory history) {
    int epochs = history.epochs().size();
    int[] shown =
        IntStream.range(0, epochs)
            .filter(i -> i >= epochs - HTML_ROWS || i == history.bestEpoch() - 1)
            .toArray();
    Sheet sheet =
        columns("%s of %s shown".formatted(shown.length, Numbers.count(epochs, "epoch")), history);
    IntStream.of(shown).forEach(i -> row(sheet, history, i));
    return sheet;
  }

  private static Sheet columns(String caption, TrainingHistory history) {
    return new Sheet(caption)
        .numbers("epoch")
        .numbers(history.seriesNames().toArray(String[]::new))
        .numbers("seconds")
        .words("");
  }

  private static void row(Sheet sheet, TrainingHistory history, int index) {
    EpochValues epoch = history.epochs().get(index);
    Stream<String> values = epoch.values().values().stream().map(Numbers::value);
    String note = index == history.bestEpoch() - 1 ? "best" : "";
    sheet.row(
        String.valueOf(epoch.epoch()),
        Stream.of(values, Stream.of(Numbers.format("%.1f", epoch.seconds()), note))
            .flatMap(stream -> stream)
            .toArray(String[]::new));
  }
}
