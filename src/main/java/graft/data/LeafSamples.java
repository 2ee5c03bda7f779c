package graft.data;

import graft.data.leaf.LeafArtist;
import graft.data.leaf.LeafArtist.Look;
import graft.data.leaf.Species;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes {@code sample:leaves}: pictures of tree leaves that need no download. They are drawn when
 * they are read, from a seed, and are the same on every machine.
 *
 * <p>The example {@code oak/003.png} of a seed shows the same leaf whatever the other knobs are;
 * season, style and size change how it looks. Knobs that change how many pictures there are keep
 * those that remain.
 */
public final class LeafSamples {

  /** Goes into every content hash; raise it with any change of what is drawn. */
  private static final String DRAWING = "leaves 1";

  private final LeafOptions options;

  private LeafSamples(LeafOptions options) {
    this.options = options;
  }

  /** Tells whether a text names this data set, its knobs right or wrong. */
  public static boolean isName(String text) {
    return text.equals(LeafName.PREFIX) || text.startsWith(LeafName.PREFIX + ",");
  }

  /**
   * Reads the knobs in a name.
   *
   * @param name for example {@code sample:leaves,classes=4,count=60,season=autumn}
   * @throws IllegalArgumentException if a knob is unknown, given twice, or its value wrong
   */
  public static LeafOptions parse(String name) {
    return LeafName.parse(name);
  }

  /**
   * Opens the data set; nothing is drawn yet.
   *
   * @param options the knobs
   * @param divide decides which example belongs to which part
   * @return a data set under its shortest name
   */
  public static LabeledDataset open(LeafOptions options, Function<List<Example>, Split> divide) {
    List<Example> examples = examples(options);
    List<String> classes = classes(options);
    Split split = divide.apply(examples);
    String hash = hash(examples, classes);
    return new LabeledDataset(options.name(), classes, examples, split, List.of(), hash);
  }

  /** Returns the names of the species, largest class first. */
  public static List<String> classes(LeafOptions options) {
    return species(options).stream().map(Species::label).toList();
  }

  /**
   * Lists the examples, sorted by id. An id holds the true species, also where label noise made the
   * target another one. Equal content hashes mean equal pictures: a hash covers all that a picture
   * depends on, so none needs to be drawn for it.
   */
  public static List<Example> examples(LeafOptions options) {
    return new LeafSamples(options).examples();
  }

  private List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    List<Species> species = species(options);
    for (int index = 0; index < species.size(); index++) {
      for (int number = 1; number <= options.countOf(index); number++) {
        examples.add(example(species.get(index), number, new Target.OneClass(index)));
      }
    }
    examples.sort(Comparator.comparing(Example::id));
    return mislabelled(examples);
  }

  private Example example(Species species, int number, Target target) {
    String id = String.format(Locale.ROOT, "%s/%03d.png", species.label(), number);
    long seed = new Draw(options.seed(), "leaf", 0, id).seed();
    Look look = new Look(options.season(), options.style());
    int size = options.size();
    Source.PictureReader reader =
        () -> new RgbImage(size, size, LeafArtist.draw(species, look, size, seed));
    return new Example(id, contentHash(id), new Source.Picture(id, reader), target);
  }

  private String contentHash(String id) {
    return new Sha256()
        .add(DRAWING)
        .add(id)
        .add(Long.toString(options.seed()))
        .add(Integer.toString(options.size()))
        .add(LeafOptions.word(options.season()))
        .add(LeafOptions.word(options.style()))
        .hex();
  }

  /** Gives a wrong label to those that are drawn first; more noise keeps them and adds others. */
  private List<Example> mislabelled(List<Example> examples) {
    Set<String> wrong = new HashSet<>();
    examples.stream()
        .sorted(Comparator.comparingLong(example -> draw("noise", example).seed()))
        .limit(Math.round(options.noise() * examples.size()))
        .forEach(example -> wrong.add(example.id()));
    return examples.stream()
        .map(example -> wrong.contains(example.id()) ? mislabelled(example) : example)
        .toList();
  }

  private Example mislabelled(Example example) {
    int truth = ((Target.OneClass) example.target()).index();
    long bits = draw("label", example).seed();
    int shift = 1 + (int) Long.remainderUnsigned(bits, options.classes() - 1L);
    Target target = new Target.OneClass((truth + shift) % options.classes());
    return new Example(example.id(), example.contentHash(), example.source(), target);
  }

  private Draw draw(String purpose, Example example) {
    return new Draw(options.seed(), purpose, 0, example.id());
  }

  private static List<Species> species(LeafOptions options) {
    return Arrays.asList(Species.values()).subList(0, options.classes());
  }

  private static String hash(List<Example> examples, List<String> classes) {
    Sha256 hash = new Sha256();
    for (Example example : examples) {
      int index = ((Target.OneClass) example.target()).index();
      hash.add(example.id()).add(example.contentHash()).add(classes.get(index));
    }
    return hash.hex();
  }
}
