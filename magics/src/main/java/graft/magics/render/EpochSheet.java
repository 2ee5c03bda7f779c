package graft.magics.render;

import graft.train.EpochValues;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the epochs of a run as a table: series, learning rate, seconds, and what began there. */
final class EpochSheet {

  private static final int TEXT_ROWS = 20;
  private static final int HTML_ROWS = 5;

  private final TrainingHistory history;

  EpochSheet(TrainingHistory history) {
    this.history = history;
  }

  /** Leaves the middle out where there are more epochs than anyone reads. */
  Sheet text() {
    Sheet sheet = columns("");
    int epochs = history.epochs().size();
    for (int i = 0; i < epochs; i++) {
      if (epochs <= TEXT_ROWS || i < TEXT_ROWS / 2 || i >= epochs - TEXT_ROWS / 2) {
        row(sheet, i);
      } else if (i == TEXT_ROWS / 2) {
        sheet.gap();
      }
    }
    return sheet;
  }

  /** Shows the last epochs and the best. */
  Sheet html() {
    int epochs = history.epochs().size();
    int[] shown =
        IntStream.range(0, epochs)
            .filter(i -> i >= epochs - HTML_ROWS || i == history.bestEpoch() - 1)
            .toArray();
    Sheet sheet = columns("%s of %s shown".formatted(shown.length, Numbers.count(epochs, "epoch")));
    IntStream.of(shown).forEach(i -> row(sheet, i));
    return sheet;
  }

  private Sheet columns(String caption) {
    return new Sheet(caption)
        .numbers("epoch")
        .numbers(history.seriesNames().toArray(String[]::new))
        .numbers("learning rate", "seconds")
        .words("");
  }

  private void row(Sheet sheet, int index) {
    EpochValues epoch = history.epochs().get(index);
    Stream<String> values = epoch.values().values().stream().map(Numbers::value);
    Stream<String> others =
        Stream.of(
            Numbers.rate(epoch.learningRate()),
            Numbers.format("%.1f", epoch.seconds()),
            note(index + 1));
    sheet.row(String.valueOf(epoch.epoch()), Stream.concat(values, others).toArray(String[]::new));
  }

  private String note(int epoch) {
    List<String> notes = new ArrayList<>();
    if (epoch == history.bestEpoch()) {
      notes.add("best");
    }
    Phases.beginningAt(history, epoch).ifPresent(notes::add);
    return String.join(", ", notes);
  }
}
