package graft.data;

import graft.data.DataProblem.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts into sentences what makes a split less trustworthy: copies, and classes that are small. */
final class SplitProblems {

  private static final int TINY = 10;

  private final List<Example> examples;
  private final Split split;
  private final List<String> classes;
  private final Map<Part, int[]> counts = new EnumMap<>(Part.class); // [classes] each

  private SplitProblems(List<Example> examples, Split split, List<String> classes) {
    this.examples = examples;
    this.split = split;
    this.classes = classes;
    for (Example example : examples) {
      int[] part = counts.computeIfAbsent(part(example), key -> new int[classes.size()]);
      part[((Target.OneClass) example.target()).index()]++;
    }
  }

  /** Returns what a split shows about its examples. */
  static List<DataProblem> of(
      List<Example> examples, Split split, List<String> classes, NearCopies copies) {
    SplitProblems problems = new SplitProblems(examples, split, classes);
    List<DataProblem> found = new ArrayList<>();
    problems.acrossParts().ifPresent(found::add);
    problems.acrossLabels().ifPresent(found::add);
    problems.nearCopies(copies).forEach(found::add);
    problems.tiny().ifPresent(found::add);
    problems.missing().ifPresent(found::add);
    return found;
  }

  private Part part(Example example) {
    return split.parts().get(example.id());
  }

  private Optional<DataProblem> acrossParts() {
    return copies(
        this::part,
        "picture lies in more than one part: ",
        "pictures lie in more than one part: ",
        "; keep each in one part, or results look better than they are");
  }

  private Optional<DataProblem> acrossLabels() {
    return copies(
        Example::target,
        "picture has more than one label: ",
        "pictures have more than one label: ",
        "; keep each under the right one");
  }

  private Optional<DataProblem> copies(
      Function<Example, Object> place, String one, String many, String remedy) {
    List<List<String>> spread =
        equalContents().stream()
            .filter(equal -> equal.stream().map(place).distinct().count() > 1)
            .map(equal -> equal.stream().map(Example::id).toList())
            .sorted(Comparator.comparing(ids -> ids.get(0)))
            .toList();
    String message =
        Names.count(spread.size(), one, many)
            + Names.list(spread.stream().map(SplitProblems::equation).toList())
            + remedy;
    List<String> ids = spread.stream().flatMap(List::stream).toList();
    return problem(Kind.DUPLICATE, message, ids);
  }

  private List<DataProblem> nearCopies(NearCopies copies) {
    Collection<List<Example>> alike = copies.groups(examples);
    List<DataProblem> found = new ArrayList<>();
    near(
            alike.stream().filter(group -> differ(group, this::part)).toList(),
            "picture, stored in several ways, lies in more than one part: ",
            "pictures, stored in several ways, lie in more than one part: ",
            "; keep each in one part, or results look better than they are")
        .ifPresent(found::add);
    near(
            alike.stream().filter(group -> !differ(group, this::part)).toList(),
            "picture is there in several qualities or sizes, which stay in one part: ",
            "pictures are there in several qualities or sizes, which stay in one part: ",
            "")
        .ifPresent(found::add);
    near(
            alike.stream().filter(group -> differ(group, Example::target)).toList(),
            "picture, stored in several ways, has more than one label: ",
            "pictures, stored in several ways, have more than one label: ",
            "; keep each under the right one")
        .ifPresent(found::add);
    return found;
  }

  private static boolean differ(List<Example> group, Function<Example, Object> place) {
    return group.stream().map(place).distinct().count() > 1;
  }

  private static Optional<DataProblem> near(
      List<List<Example>> groups, String one, String many, String remedy) {
    List<List<String>> ids =
        groups.stream().map(group -> group.stream().map(Example::id).sorted().toList()).toList();
    List<String> shown = ids.stream().map(group -> Names.joined(group, " ≈ ")).sorted().toList();
    String message = Names.count(groups.size(), one, many) + Names.list(shown) + remedy;
    return problem(
        Kind.NEAR_DUPLICATE, message, ids.stream().flatMap(List::stream).sorted().toList());
  }

  private Collection<List<Example>> equalContents() {
    return examples.stream()
        .collect(Collectors.groupingBy(Example::contentHash, TreeMap::new, Collectors.toList()))
        .values();
  }

  private static String equation(List<String> ids) {
    return ids.stream().map(Names::shown).collect(Collectors.joining(" = "));
  }

  private Optional<DataProblem> tiny() {
    Map<String, String> tiny = new TreeMap<>();
    for (int i = 0; i < classes.size(); i++) {
      int total = total(i);
      if (total < TINY) {
        tiny.put(classes.get(i), Integer.toString(total));
      }
    }
    return classes(
        "class has fewer than 10 pictures: ", "classes have fewer than 10 pictures: ", tiny);
  }

  private int total(int label) {
    return counts.values().stream().mapToInt(part -> part[label]).sum();
  }

  private Optional<DataProblem> missing() {
    Map<String, String> missing = new TreeMap<>();
    for (int i = 0; i < classes.size(); i++) {
      String parts = partsWithout(i);
      if (!parts.isEmpty()) {
        missing.put(classes.get(i), parts);
      }
    }
    return classes(
        "class has no picture in a part: ", "classes have no picture in a part: ", missing);
  }

  private String partsWithout(int label) {
    return counts.entrySet().stream()
        .filter(part -> part.getValue()[label] == 0)
        .map(part -> part.getKey().label())
        .collect(Collectors.joining(", "));
  }

  private static Optional<DataProblem> classes(String one, String many, Map<String, String> found) {
    List<String> listed = new ArrayList<>();
    found.forEach((label, detail) -> listed.add("%s (%s)".formatted(Names.shown(label), detail)));
    String message = Names.count(found.size(), one, many) + Names.list(listed);
    return problem(Kind.TINY_CLASS, message, List.copyOf(found.keySet()));
  }

  private static Optional<DataProblem> problem(Kind kind, String message, List<String> examples) {
    return examples.isEmpty()
        ? Optional.empty()
        : Optional.of(new DataProblem(kind, message, examples));
  }
}
