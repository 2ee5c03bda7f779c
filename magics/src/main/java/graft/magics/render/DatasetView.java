package graft.magics.render;

import graft.data.DataProblem;
import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Shows a data set: examples of its training part, class counts, problems. */
public final class DatasetView {

  private static final int EXAMPLES = 12;
  private static final int CLASSES = 30;
  private static final int SIDE = 96;
  private static final int LABEL_LIMIT = 14;
  private static final String CAPTION = "Examples of the training part";

  private DatasetView() {}

  /** Shows the data set; no example of a part other than training is shown. */
  public static MimeBundle render(LabeledDataset data, ViewOptions options) {
    Page page = new Page(subject(data));
    page.quiet(origin(data));
    examples(page, data, options);
    List<String> problems = data.problems().stream().map(DataProblem::message).toList();
    return page.sheet(counts(data).interactive()).list("Problems", problems).bundle();
  }

  private static String subject(LabeledDataset data) {
    String sealed = data.split().sealed() ? " sealed" : "";
    return "%s (train %s, val %s, test %s%s)"
        .formatted(
            data.name(),
            size(data, Part.TRAIN),
            size(data, Part.VALIDATION),
            size(data, Part.TEST),
            sealed);
  }

  private static String size(LabeledDataset data, Part part) {
    return Numbers.count(data.part(part).size());
  }

  private static String origin(LabeledDataset data) {
    String classes = data.classes().size() == 1 ? "1 class" : data.classes().size() + " classes";
    return "%s · %s · split %s"
        .formatted(
            Numbers.count(data.examples().size(), "example"), classes, data.split().origin());
  }

  /** Takes an example of each class in turn. */
  private static List<Example> choose(LabeledDataset data) {
    List<List<Example>> byClass = new ArrayList<>();
    data.classes().forEach(label -> byClass.add(new ArrayList<>()));
    byClass.add(new ArrayList<>());
    data.part(Part.TRAIN).forEach(example -> byClass.get(index(data, example)).add(example));
    List<Example> chosen = new ArrayList<>();
    for (int round = 0; round < EXAMPLES; round++) {
      for (List<Example> examples : byClass) {
        if (round < examples.size() && chosen.size() < EXAMPLES) {
          chosen.add(examples.get(round));
        }
      }
    }
    return chosen;
  }

  /** Returns the class of an example, one past the last where it has not exactly one. */
  private static int index(LabeledDataset data, Example example) {
    return example.target() instanceof Target.OneClass one ? one.index() : data.classes().size();
  }

  private static String label(LabeledDataset data, Example example) {
    return example.target() instanceof Target.OneClass one ? data.classes().get(one.index()) : "";
  }

  private static void examples(Page page, LabeledDataset data, ViewOptions options) {
    List<Example> examples = choose(data);
    if (!Examples.anyPicture(examples)) {
      page.sheet(texts(data, examples, options));
    } else if (options.examples()) {
      page.block(names(data, examples).text(), pictures(data, examples));
    } else {
      page.sheet(names(data, examples));
    }
  }

  private static String pictures(LabeledDataset data, List<Example> examples) {
    List<String> boxes = Album.of(examples).boxes(examples, SIDE);
    Tiles tiles = new Tiles(SIDE);
    for (int i = 0; i < boxes.size(); i++) {
      tiles.add(boxes.get(i), List.of(Html.name(label(data, examples.get(i)), LABEL_LIMIT)));
    }
    return tiles.html();
  }

  private static Sheet names(LabeledDataset data, List<Example> examples) {
    Sheet sheet = new Sheet(CAPTION).words("id", "class");
    examples.forEach(
        example -> sheet.row(List.of(Cell.name(example.id()), Cell.name(label(data, example)))));
    return sheet;
  }

  private static Sheet texts(LabeledDataset data, List<Example> examples, ViewOptions options) {
    Sheet sheet = new Sheet(CAPTION).words("id", "class", "what it says");
    for (Example example : examples) {
      sheet.row(
          List.of(
              Cell.name(example.id()),
              Cell.name(label(data, example)),
              Cell.sentence(Examples.words(example.source(), options.examples()))));
    }
    return sheet;
  }

  private static Sheet counts(LabeledDataset data) {
    int shown = Math.min(CLASSES, data.classes().size());
    String caption =
        shown == data.classes().size()
            ? "Examples a class"
            : "Examples a class: %s of %s classes shown".formatted(shown, data.classes().size());
    Sheet sheet = new Sheet(caption).words("class").numbers("train", "val", "test", "all");
    List<List<Integer>> counts = new ArrayList<>();
    for (Part part : Part.values()) {
      counts.add(data.counts(part));
    }
    for (int i = 0; i < shown; i++) {
      int index = i;
      List<Integer> row = counts.stream().map(part -> part.get(index)).toList();
      int all = row.stream().mapToInt(Integer::intValue).sum();
      Stream<Integer> numbers = Stream.concat(row.stream(), Stream.of(all));
      sheet.row(
          data.classes().get(i),
          numbers.map(number -> Numbers.count(number)).toArray(String[]::new));
    }
    return sheet;
  }
}
