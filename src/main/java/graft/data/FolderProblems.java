package graft.data;

import graft.data.DataProblem.Kind;
import graft.data.ImageFolder.Checked;
import graft.data.PictureCheck.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts into sentences which files of a data set cannot be used. */
final class FolderProblems {

  private final List<DataProblem> found = new ArrayList<>();

  private FolderProblems() {}

  /** Returns what was found when the files were read. */
  static List<DataProblem> of(FileTree tree, Layout layout, List<Checked> checked) {
    FolderProblems problems = new FolderProblems();
    problems.addBroken(in(State.BROKEN, checked));
    problems.addClosed(List.copyOf(tree.closed().keySet()));
    problems.addUnsupported(checked);
    problems.addTooLarge(in(State.TOO_LARGE, checked));
    problems.addOthers(in(State.OTHER, checked));
    problems.addStrays(layout.strays());
    problems.addLeftovers(List.copyOf(tree.besides().leftovers()));
    problems.addEmpty(layout, checked);
    layout.notes().forEach(note -> problems.add(Kind.LAYOUT, note, List.of()));
    return problems.found;
  }

  private void addBroken(List<Checked> broken) {
    if (!broken.isEmpty()) {
      String message =
          Names.count(
              broken.size(),
              "file is not a readable picture and is skipped: ",
              "files are not readable pictures and are skipped: ");
      addEach(Kind.UNREADABLE, message + withReasons(broken), broken);
    }
  }

  private void addClosed(List<String> closed) {
    if (!closed.isEmpty()) {
      String message =
          Names.count(
              closed.size(),
              "folder cannot be read and is skipped: ",
              "folders cannot be read and are skipped: ");
      add(Kind.UNREADABLE, message + shown(closed), closed);
    }
  }

  private void addUnsupported(List<Checked> checked) {
    byDetail(in(State.UNSUPPORTED, checked))
        .forEach(
            (kind, files) -> {
              String message =
                  Names.count(
                      files.size(),
                      kind + " picture cannot be read in Java and is skipped: ",
                      kind + " pictures cannot be read in Java and are skipped: ");
              String remedy = files.size() == 1 ? "; convert it to JPEG" : "; convert them to JPEG";
              add(Kind.UNSUPPORTED, message + shown(paths(files)) + remedy, paths(files));
            });
  }

  private void addTooLarge(List<Checked> large) {
    if (!large.isEmpty()) {
      String message =
          Names.count(
              large.size(),
              "picture is too large and is skipped: ",
              "pictures are too large and are skipped: ");
      String remedy = large.size() == 1 ? "; scale it down" : "; scale them down";
      addEach(Kind.TOO_LARGE, message + withReasons(large) + remedy, large);
    }
  }

  private void addOthers(List<Checked> others) {
    if (!others.isEmpty()) {
      String kinds =
          byDetail(others).entrySet().stream()
              .map(kind -> kind.getValue().size() + " " + kind.getKey())
              .collect(Collectors.joining(", ", " (", "): "));
      String message =
          Names.count(
              others.size(),
              "file is no picture and is ignored",
              "files are no pictures and are ignored");
      add(Kind.OTHER, message + kinds + shown(paths(others)), paths(others));
    }
  }

  private void addStrays(List<String> strays) {
    if (!strays.isEmpty()) {
      String message =
          Names.count(
              strays.size(),
              "file lies beside the class folders and is ignored: ",
              "files lie beside the class folders and are ignored: ");
      add(Kind.OTHER, message + shown(strays), strays);
    }
  }

  private void addLeftovers(List<String> leftovers) {
    if (!leftovers.isEmpty()) {
      add(Kind.LEFTOVER, leftoverWords(leftovers), leftovers);
    }
  }

  /** Says what is hidden or left behind, each name once: {@code @eaDir (12)}. */
  static String leftoverWords(List<String> paths) {
    SortedMap<String, Long> names =
        paths.stream()
            .map(path -> path.substring(path.lastIndexOf('/') + 1))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    List<String> counted = new ArrayList<>();
    names.forEach(
        (name, count) ->
            counted.add(Names.shown(name) + (count > 1 ? " (%d)".formatted(count) : "")));
    return Names.count(
            paths.size(),
            "hidden file or leftover of a system is left out: ",
            "hidden files and leftovers of systems are left out: ")
        + Names.list(counted);
  }

  private void addEmpty(Layout layout, List<Checked> checked) {
    TreeSet<String> empty = new TreeSet<>(layout.classFolders().values());
    checked.stream().filter(Checked::isPicture).map(c -> c.placed().label()).forEach(empty::remove);
    if (!empty.isEmpty()) {
      String message =
          Names.count(
              empty.size(),
              "class has no readable picture and is left out: ",
              "classes have no readable picture and are left out: ");
      add(Kind.EMPTY_CLASS, message + shown(empty), List.copyOf(empty));
    }
  }

  private void add(Kind kind, String message, List<String> examples) {
    found.add(new DataProblem(kind, message, examples));
  }

  private void addEach(Kind kind, String message, List<Checked> files) {
    List<String> reasons = files.stream().map(file -> file.check().detail()).toList();
    found.add(new DataProblem(kind, message, paths(files), reasons));
  }

  private static List<Checked> in(State state, List<Checked> checked) {
    return checked.stream().filter(each -> each.check().state() == state).toList();
  }

  private static SortedMap<String, List<Checked>> byDetail(List<Checked> checked) {
    return checked.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.check().detail(), TreeMap::new, Collectors.toList()));
  }

  private static List<String> paths(List<Checked> checked) {
    return checked.stream().map(Checked::path).toList();
  }

  private static String withReasons(List<Checked> checked) {
    return Names.list(
        checked.stream()
            .map(each -> "%s (%s)".formatted(Names.shown(each.path()), each.check().detail()))
            .toList());
  }

  private static String shown(Collection<String> names) {
    return Names.list(names.stream().map(Names::shown).toList());
  }
}
