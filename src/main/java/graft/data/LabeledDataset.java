package graft.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Holds labelled examples and their split.
 *
 * @param name how outputs call it, for example {@code photos} or {@code sample:leaves}
 * @param classes the labels in order; a {@link Target.OneClass} holds an index into it
 * @param examples every readable example, sorted by id
 * @param split the part of each example
 * @param problems what was found wrong when it was opened
 * @param hash SHA-256 over ids, content hashes and labels: equal for equal data wherever it lies
 */
public record LabeledDataset(
    String name,
    List<String> classes,
    List<Example> examples,
    Split split,
    List<DataProblem> problems,
    String hash) {

  /** Copies the lists. */
  public LabeledDataset {
    classes = List.copyOf(classes);
    examples = List.copyOf(examples);
    problems = List.copyOf(problems);
  }

  /** Returns the examples of one part, sorted by id. */
  public List<Example> part(Part part) {
    return examples.stream().filter(example -> split.parts().get(example.id()) == part).toList();
  }

  /** Returns the number of examples of each class in one part, in the order of the classes. */
  public List<Integer> counts(Part part) {
    int[] counts = new int[classes.size()];
    for (Example example : part(part)) {
      if (example.target() instanceof Target.OneClass target) {
        counts[target.index()]++;
      }
    }
    List<Integer> result = new ArrayList<>();
    for (int count : counts) {
      result.add(count);
    }
    return result;
  }

  /**
   * Returns SHA-256 over the sorted content hashes of one part: equal for the same pictures,
   * however they are named. The openings of test parts are counted by it.
   */
  public String contentHash(Part part) {
    return contentHash(part(part));
  }

  static String contentHash(List<Example> examples) {
    Sha256 hash = new Sha256();
    examples.stream().map(Example::contentHash).sorted().forEach(hash::add);
    return hash.hex();
  }

  /**
   * Returns the line that names it, for example {@code photos (train 210, val 45, test 45 sealed)}.
   */
  public String subject() {
    StringJoiner sizes = new StringJoiner(", ", name + " (", ")");
    for (Part part : Part.values()) {
      int size = part(part).size();
      boolean closed = part == Part.TEST && split.sealed();
      if (size > 0) {
        sizes.add(part.label() + " " + size + (closed ? " sealed" : ""));
      }
    }
    return sizes.toString();
  }

  /** Returns the same data without some examples, for instance those that could not be decoded. */
  public LabeledDataset without(Set<String> ids, Collection<DataProblem> reasons) {
    List<DataProblem> all = new ArrayList<>(problems);
    all.addAll(reasons);
    Map<String, Part> parts = new LinkedHashMap<>(split.parts());
    parts.keySet().removeAll(ids);
    List<Example> rest = examples.stream().filter(example -> !ids.contains(example.id())).toList();
    Split smaller = new Split(parts, split.origin(), split.sealed());
    return new LabeledDataset(name, classes, rest, smaller, all, hash);
  }
}
