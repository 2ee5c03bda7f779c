package graft.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a model met of examples, by their content: in its own run, and in every run whose weights it
 * went on from. Content means SHA-256, whatever an example is called and wherever it lies.
 *
 * @param trained what it was trained on
 * @param chose what validation chose an epoch on
 * @param kept what its data kept for a test
 * @param gaps of which runs that is not known, a sentence each
 */
public record Exposure(
    Set<String> trained, Set<String> chose, Set<String> kept, List<String> gaps) {

  /** What a model met that no run of ours trained. */
  public static final Exposure NONE = new Exposure(Set.of(), Set.of(), Set.of(), List.of());

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** What a model did with an example, the worst of it. */
  public enum Use {
    /** Nothing that is known of. */
    NEW,
    /** Validation on it chose the epoch. */
    CHOSE,
    /** It was trained on it. */
    TRAINED
  }

  /** Copies the collections. */
  public Exposure {
    trained = Set.copyOf(trained);
    chose = Set.copyOf(chose);
    kept = Set.copyOf(kept);
    gaps = List.copyOf(gaps);
  }

  /** Returns what a run on some data makes its model meet. */
  public static Exposure of(LabeledDataset data) {
    return new Exposure(
        contents(data.part(Part.TRAIN)),
        contents(data.part(Part.VALIDATION)),
        contents(data.part(Part.TEST)),
        List.of());
  }

  /** Returns what is said of a run of which nothing is known. */
  public static Exposure unknown(String gap) {
    return new Exposure(Set.of(), Set.of(), Set.of(), List.of(gap));
  }

  /** Returns both together. */
  public Exposure and(Exposure other) {
    Set<String> sentences = new LinkedHashSet<>(gaps);
    sentences.addAll(other.gaps);
    return new Exposure(
        union(trained, other.trained),
        union(chose, other.chose),
        union(kept, other.kept),
        List.copyOf(sentences));
  }

  /** Returns what was done with an example. */
  public Use use(Example example) {
    String content = content(example);
    if (trained.contains(content)) {
      return Use.TRAINED;
    }
    return chose.contains(content) ? Use.CHOSE : Use.NEW;
  }

  /** Returns the contents of some examples. */
  public static Set<String> contents(Collection<Example> examples) {
    return examples.stream().map(Exposure::content).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns what tells an example's content; code of others may give hashes of another kind. */
  public static String content(Example example) {
    String hash = example.contentHash();
    return SHA256.matcher(hash).matches() ? hash : new Sha256().add(hash).hex();
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new HashSet<>(one);
    union.addAll(other);
    return union;
  }
}
