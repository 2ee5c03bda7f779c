package graft.magics.render;

import graft.data.Example;
import graft.data.Source;
import graft.eval.Predictions;
import graft.eval.Predictions.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shows what a model says of new inputs: picture, label, the most probable classes. */
public final class PredictionsView {

  private static final int ROWS = 50;
  private static final int TOP = 3;
  private static final int SIDE = 48;
  private static final int LABEL_LIMIT = 28;

  private PredictionsView() {}

  /** Shows the first 50 predictions and says how many there are. */
  public static MimeBundle render(Predictions predictions, ViewOptions options) {
    List<Item> shown = predictions.items().stream().limit(ROWS).toList();
    String caption = "%s of %s shown".formatted(shown.size(), predictions.items().size());
    Page page = new Page(predictions.subject());
    if (predictions.improbable() > 0) {
      page.line(balanced(predictions));
    }
    return page.block(
            textSheet(predictions, shown, caption, options).text(),
            htmlSheet(predictions, shown, caption, options).interactive().html())
        .list("Not read", predictions.problems())
        .bundle();
  }

  private static String balanced(Predictions predictions) {
    return "%s of %s not the most probable class: training balanced the classes, so labels are balanced decisions, and probabilities those of the real shares"
        .formatted(
            predictions.improbable(),
            predictions.items().size() == 1
                ? "1 label is"
                : predictions.items().size() + " labels are");
  }

  private static Sheet textSheet(
      Predictions predictions, List<Item> shown, String caption, ViewOptions options) {
    Sheet sheet = new Sheet(caption).words("input", "label").numbers("probability").words("then");
    boolean words = shown.stream().anyMatch(item -> !isPicture(item.example()));
    if (words) {
      sheet.words("what it says");
    }
    for (Item item : shown) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.name(item.example().id()));
      cells.add(Cell.name(item.label()));
      cells.add(Cell.of(Numbers.share(item.probability())));
      cells.add(Cell.sentence(others(predictions, item)));
      if (words) {
        cells.add(words(item.example(), options));
      }
      sheet.row(cells);
    }
    return sheet;
  }

  private static Sheet htmlSheet(
      Predictions predictions, List<Item> shown, String caption, ViewOptions options) {
    List<Cell> seen = seen(shown.stream().map(Item::example).toList(), options);
    Sheet sheet = new Sheet(caption).words("input");
    if (!seen.isEmpty()) {
      sheet.words("what it is");
    }
    sheet.words("label", "most probable classes");
    for (int i = 0; i < shown.size(); i++) {
      Item item = shown.get(i);
      List<Cell> cells = new ArrayList<>(List.of(Cell.name(item.example().id())));
      if (!seen.isEmpty()) {
        cells.add(seen.get(i));
      }
      String label = Html.element("b", "", Html.name(item.label(), LABEL_LIMIT));
      cells.add(new Cell("", label).as(item.label()));
      cells.add(new Cell("", bars(predictions, item)).as(probabilities(predictions, item)));
      sheet.row(cells);
    }
    return sheet;
  }

  /** Returns what each input looks like or says; nothing where all are hidden pictures. */
  private static List<Cell> seen(List<Example> examples, ViewOptions options) {
    boolean pictures = options.examples() && Examples.anyPicture(examples);
    if (!pictures && !Examples.anyWords(examples)) {
      return List.of();
    }
    List<String> boxes = pictures ? Album.of(examples).boxes(examples, SIDE) : List.of();
    List<Cell> cells = new ArrayList<>();
    for (Example example : examples) {
      cells.add(
          pictures && isPicture(example)
              ? new Cell("", boxes.get(cells.size()))
              : words(example, options));
    }
    return cells;
  }

  private static Cell words(Example example, ViewOptions options) {
    return Cell.sentence(Examples.words(example.source(), options.examples()));
  }

  private static boolean isPicture(Example example) {
    return example.source() instanceof Source.Picture;
  }

  private static String others(Predictions predictions, Item item) {
    return String.join(
        ", ",
        top(predictions, item).stream()
            .skip(1)
            .map(
                index ->
                    predictions.classes().get(index)
                        + " "
                        + Numbers.share(item.probabilities().get(index))
                        + more(item, index))
            .toList());
  }

  private static String more(Item item, int index) {
    return item.probabilities().get(index) > item.probability() ? " (more probable)" : "";
  }

  private static String probabilities(Predictions predictions, Item item) {
    String first = item.label() + " " + Numbers.share(item.probability());
    String rest = others(predictions, item);
    return rest.isEmpty() ? first : first + ", " + rest;
  }

  private static String bars(Predictions predictions, Item item) {
    List<String> bars = new ArrayList<>();
    for (int index : top(predictions, item)) {
      double share = item.probabilities().get(index);
      String bar =
          Html.element("span", Style.BAR + Numbers.format(";width:%.0f%%", 100 * share), "");
      bars.add(
          Html.element(
              "div",
              "white-space:nowrap",
              Html.element("span", Style.TRACK, bar)
                  + Numbers.share(share)
                  + " "
                  + Html.name(predictions.classes().get(index), LABEL_LIMIT)
                  + more(item, index)));
    }
    return String.join("", bars);
  }

  /** The label comes first, also where another class is more probable. */
  private static List<Integer> top(Predictions predictions, Item item) {
    int label = predictions.classes().indexOf(item.label());
    Comparator<Integer> byProbability =
        Comparator.<Integer>comparingDouble(item.probabilities()::get).reversed();
    return IntStream.range(0, item.probabilities().size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(k -> k == label ? 0 : 1).thenComparing(byProbability))
        .limit(TOP)
        .toList();
  }
}
