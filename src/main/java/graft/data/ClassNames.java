package graft.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives class folders their labels. Names that look the same are one class: they differ in blanks,
 * invisible signs, the way in which accents or wide letters are stored, or in upper and lower case.
 * Single letters that lie side by side, such as A and a, stay two.
 */
final class ClassNames {

  /** Signs without width or shape; joiners are kept, since scripts and emoji need them. */
  private static final Pattern NOTHING =
      Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u3164&&[^\\u200C\\u200D]]");

  private static final Pattern JOINERS = Pattern.compile("[\\u200C\\u200D\\uFE00-\\uFE0F]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\u2800]+");

  private final SortedMap<String, String> labels = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  private ClassNames() {}

  /**
   * Finds the labels.
   *
   * @param folders name of each class folder by its path
   */
  static ClassNames of(SortedMap<String, String> folders) {
    ClassNames names = new ClassNames();
    Map<String, List<String>> alike = new TreeMap<>(); // paths by what their names look like
    folders.forEach(
        (path, name) -> alike.computeIfAbsent(look(name), key -> new ArrayList<>()).add(path));
    alike.values().forEach(paths -> names.add(paths, folders));
    return names;
  }

  /** Returns the label of each class folder by its path. */
  SortedMap<String, String> labels() {
    return labels;
  }

  /** Returns a sentence for each class that folders of unlike names make up. */
  List<String> notes() {
    return notes;
  }

  private void add(List<String> paths, SortedMap<String, String> folders) {
    Map<String, List<String>> spellings = new TreeMap<>(); // paths by tidied name
    for (String path : paths) {
      spellings.computeIfAbsent(tidy(folders.get(path)), key -> new ArrayList<>()).add(path);
    }
    if (spellings.size() > 1 && areLetters(spellings)) {
      spellings.forEach((spelling, same) -> add(spelling, same, folders));
    } else {
      add(mostFrequent(spellings), paths, folders);
    }
  }

  /** A name that no other looks like is kept as it is. */
  private void add(String label, List<String> paths, SortedMap<String, String> folders) {
    Set<String> names = new HashSet<>();
    paths.forEach(path -> names.add(folders.get(path)));
    String kept = names.size() == 1 ? names.iterator().next() : label;
    paths.forEach(path -> labels.put(path, kept));
    if (names.size() > 1) {
      List<String> shown = paths.stream().map(path -> "'%s'".formatted(Names.shown(path))).toList();
      notes.add(
          "folders whose names look the same are one class, '%s': %s"
              .formatted(Names.shown(label), Names.list(shown)));
    }
  }

  /** Says whether names are single letters of which several lie in one folder. */
  private static boolean areLetters(Map<String, List<String>> spellings) {
    if (spellings.keySet().stream().anyMatch(name -> name.codePointCount(0, name.length()) > 1)) {
      return false;
    }
    List<String> parents = new ArrayList<>(); // of each spelling, once
    for (List<String> paths : spellings.values()) {
      paths.stream().map(ClassNames::parent).distinct().forEach(parents::add);
    }
    return new HashSet<>(parents).size() < parents.size();
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Of names that are as frequent, a usual one is taken: no wide letters, rather lower case. */
  private static String mostFrequent(Map<String, List<String>> spellings) {
    return spellings.entrySet().stream()
        .max(
            Comparator.comparingInt(
                    (Map.Entry<String, List<String>> each) -> each.getValue().size())
                .thenComparing(each -> Normalizer.isNormalized(each.getKey(), Normalizer.Form.NFKC))
                .thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  /** Returns a name as it is shown: without what cannot be seen, and with single blanks. */
  static String tidy(String name) {
    String visible =
        NOTHING.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll("");
    String tidied = BLANKS.matcher(visible).replaceAll(" ").strip();
    return tidied.isEmpty() ? name : tidied;
  }

  /** Returns what a name looks like. */
  static String look(String name) {
    String wide = Normalizer.normalize(tidy(name), Normalizer.Form.NFKC);
    String bare = JOINERS.matcher(wide).replaceAll("");
    return tidy(bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  /** Says whether two lists of names have most in common. */
  static boolean mostlyEqual(List<String> some, List<String> others, double share) {
    Set<String> all = new HashSet<>(looks(some));
    Set<String> common = looks(others);
    Set<String> union = new HashSet<>(all);
    union.addAll(common);
    common.retainAll(all);
    return !union.isEmpty() && common.size() >= share * union.size();
  }

  private static Set<String> looks(List<String> names) {
    return names.stream().map(ClassNames::look).collect(Collectors.toSet());
  }
}
