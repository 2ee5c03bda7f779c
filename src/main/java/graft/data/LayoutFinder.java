package graft.data;

import graft.data.Layout.ClassFolder;
import graft.data.PartNames.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out which folders are parts and which are classes: by what the user said, else by names
 * that people use for parts together with the class folders inside, else it asks.
 */
final class LayoutFinder {

  /** Names that go without saying. */
  private static final Set<String> PLAIN = Set.of("train", "val", "valid", "validation", "test");

  /** What two parts of one data set have at least in common. */
  private static final double SIMILAR = 0.5;

  /** What folders of unknown names have in common where they may be parts. */
  private static final double SAME = 0.8;

  /** There are no more parts than this; more folders that are alike are classes. */
  private static final int MOST_PARTS = 3;

  private final FileTree tree;
  private final Division division;
  private final PictureFolders pictures;
  private final List<String> folders; // at the top, with pictures
  private final Map<String, String> levels = new TreeMap<>(); // by folder
  private final Map<String, List<String>> classes = new TreeMap<>(); // by folder

  LayoutFinder(FileTree tree, Division division) {
    this.tree = tree;
    this.division = division;
    this.pictures = PictureFolders.of(tree);
    this.folders = pictures.in("");
    for (String folder : folders) {
      levels.put(folder, pictures.level(folder));
    }
    folders.forEach(this::keepLevelOfOthers);
    folders.forEach(folder -> classes.put(folder, pictures.in(levels.get(folder))));
  }

  /** The only folder inside is a class, not a wrapper, where it is one in another part. */
  private void keepLevelOfOthers(String folder) {
    List<String> inside = pictures.in(folder);
    boolean elsewhere =
        folders.stream()
            .filter(other -> !other.equals(folder))
            .anyMatch(
                other -> pictures.in(other).size() >= 2 && pictures.in(other).containsAll(inside));
    if (elsewhere) {
      levels.put(folder, folder);
    }
  }

  /** Says whether a folder is a part by its name alone. */
  static boolean isPlain(Part part, String folder) {
    return PLAIN.contains(folder.toLowerCase(Locale.ROOT))
        && PartNames.read(folder).parts().contains(part);
  }

  Layout find() {
    if (!division.folders().isEmpty()) {
      return readyMade(said());
    }
    Map<Part, String> parts = parts();
    List<String> twins = twins(parts);
    if (!twins.isEmpty() && division.rule().isEmpty()) {
      throw ask(hold(parts, twins));
    }
    if (!parts.isEmpty() && twins.isEmpty()) {
      return readyMade(levels(parts));
    }
    if (partsAreInsideClasses()) {
      return transposed();
    }
    // who says shares says that the folders are classes
    return classes(division.rule().isPresent() ? List.of() : askOrNote());
  }

  private Layout classes(List<String> notes) {
    List<ClassFolder> found = new ArrayList<>();
    tree.foldersIn("").forEach(name -> found.add(new ClassFolder(name, name, null)));
    return Layout.of(tree, Map.of(), found, notes);
  }

  private Layout readyMade(Map<Part, String> parts) {
    List<ClassFolder> found = new ArrayList<>();
    parts.forEach(
        (part, folder) -> {
          for (String name : tree.foldersIn(folder)) {
            found.add(new ClassFolder(PictureFolders.join(folder, name), name, part));
          }
        });
    return Layout.of(tree, parts, found, List.of());
  }

  // --- what the user said

  private Map<Part, String> said() {
    if (!division.folders().containsKey(Part.TRAIN)) {
      Part part = division.folders().keySet().iterator().next();
      throw new IllegalArgumentException(
          "--%s goes with --train, which names the folder that is trained on; add that"
              .formatted(part.label()));
    }
    Map<Part, String> parts = new EnumMap<>(Part.class);
    division.folders().forEach((part, folder) -> parts.put(part, said(part, folder)));
    parts.forEach((part, folder) -> refuseWithin(part, folder, parts));
    return parts;
  }

  private String said(Part part, String folder) {
    String below = below(folder.replace('\\', '/').replaceAll("^\\./|/+$", ""));
    if (!below.isEmpty() && !tree.folders().contains(below)) {
      throw new IllegalArgumentException(
          "--%s must name a folder in %s, received %s; there are %s"
              .formatted(part.label(), tree.shown(), folder, Names.list(quoted(folders))));
    }
    return pictures.level(below);
  }

  /** Cuts off what leads to the top: users may type the whole path or begin at a zip's. */
  private String below(String path) {
    if (path.equals(".")) {
      return "";
    }
    String top = "/" + tree.shown().replace('\\', '/');
    for (int end = (path + "/").lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (top.endsWith("/" + path.substring(0, end) + "/")) {
        return path.substring(Math.min(path.length(), end + 1));
      }
    }
    return path;
  }

  private static void refuseWithin(Part part, String folder, Map<Part, String> parts) {
    parts.forEach(
        (other, outer) -> {
          if (other != part && (folder + "/").startsWith(outer + "/")) {
            throw new IllegalArgumentException(
                "--%s and --%s must name folders of which none lies in the other, received %s and %s"
                    .formatted(other.label(), part.label(), outer, folder));
          }
        });
  }

  // --- names of parts

  private Map<Part, String> parts() {
    Map<String, Reading> readings = new LinkedHashMap<>();
    for (String folder : folders) {
      Reading reading = PartNames.read(folder);
      if (!reading.parts().isEmpty()) {
        readings.put(folder, reading);
      }
    }
    Map<Part, String> parts = assigned(readings);
    String training = parts.get(Part.TRAIN);
    if (training == null || parts.size() < 2 || classes.get(training).isEmpty()) {
      return Map.of();
    }
    boolean agree = parts.values().stream().anyMatch(each -> agrees(each, training));
    boolean plain = parts.values().stream().allMatch(each -> readings.get(each).plain());
    boolean alone = parts.size() == folders.size();
    if (!agree && !(plain && (alone || strangersAreEmpty(parts)))) {
      return Map.of();
    }
    return parts;
  }

  private Map<Part, String> levels(Map<Part, String> parts) {
    Map<Part, String> result = new EnumMap<>(Part.class);
    parts.forEach((part, folder) -> result.put(part, levels.get(folder)));
    return result;
  }

  private boolean agrees(String folder, String training) {
    return !folder.equals(training)
        && ClassNames.mostlyEqual(classes.get(folder), classes.get(training), 1e-9);
  }

  /** Folders beside parts hold no class folders: they may be pictures without labels. */
  private boolean strangersAreEmpty(Map<Part, String> parts) {
    return folders.stream()
        .filter(folder -> !parts.containsValue(folder))
        .allMatch(folder -> classes.get(folder).isEmpty() && !pictures.holdsDirectly(folder));
  }

  /** Gives each name its part, those first that can mean only one. */
  private Map<Part, String> assigned(Map<String, Reading> readings) {
    Map<Part, String> parts = new EnumMap<>(Part.class);
    readings.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Reading> each) -> each.getValue().parts().size())
                .thenComparing(each -> !each.getValue().plain()))
        .forEach(
            each ->
                each.getValue().parts().stream()
                    .filter(part -> !parts.containsKey(part))
                    .findFirst()
                    .ifPresent(part -> parts.put(part, each.getKey())));
    return parts;
  }

  /** Returns further folders with the classes of the parts, which may be parts, too. */
  private List<String> twins(Map<Part, String> parts) {
    String training = parts.get(Part.TRAIN);
    return folders.stream()
        .filter(folder -> training != null && !parts.containsValue(folder))
        .filter(
            folder -> ClassNames.mostlyEqual(classes.get(folder), classes.get(training), SIMILAR))
        .toList();
  }

  private String hold(Map<Part, String> parts, List<String> twins) {
    List<String> all = new ArrayList<>(parts.values());
    all.addAll(twins);
    return "folders %s in %s hold the same class folders"
        .formatted(Names.list(quoted(all)), tree.shown());
  }

  // --- parts inside of classes

  /** {@code cats/train} and {@code cats/test} beside {@code dogs/train} and {@code dogs/test}. */
  private boolean partsAreInsideClasses() {
    return folders.size() >= 2
        && folders.stream().noneMatch(pictures::holdsDirectly)
        && folders.stream().allMatch(this::holdsParts);
  }

  private boolean holdsParts(String folder) {
    List<String> inside = pictures.in(folder);
    boolean named =
        inside.stream()
            .map(PartNames::read)
            .allMatch(read -> read.plain() && !read.parts().isEmpty());
    boolean trains =
        inside.stream().anyMatch(name -> PartNames.read(name).parts().contains(Part.TRAIN));
    boolean deeper =
        inside.stream().anyMatch(name -> !pictures.in(PictureFolders.join(folder, name)).isEmpty());
    return inside.size() >= 2 && named && trains && !deeper;
  }

  private Layout transposed() {
    Map<Part, String> parts = new EnumMap<>(Part.class);
    List<ClassFolder> found = new ArrayList<>();
    for (String label : folders) {
      Map<String, Reading> readings = new LinkedHashMap<>();
      pictures.in(label).forEach(name -> readings.put(name, PartNames.read(name)));
      assigned(readings)
          .forEach(
              (part, name) -> {
                parts.put(part, "*/" + name);
                found.add(new ClassFolder(PictureFolders.join(label, name), label, part));
              });
    }
    return Layout.of(
        tree, parts, found, List.of("the parts lie within the folders of the classes"));
  }

  // --- what is not clear

  private List<String> askOrNote() {
    refusePartsWithoutClasses();
    askForTraining();
    if (folders.size() < 2 || !folders.stream().allMatch(this::likeFirst)) {
      return List.of();
    }
    String same =
        "folders %s in %s hold the same folders (%s)"
            .formatted(
                Names.list(quoted(folders)),
                tree.shown(),
                Names.list(classes.get(folders.get(0)).stream().map(Names::shown).toList()));
    if (folders.size() <= MOST_PARTS) {
      throw ask(same);
    }
    return List.of(same + "; they are taken for the classes");
  }

  private boolean likeFirst(String folder) {
    return classes.get(folder).size() >= 2
        && !pictures.holdsDirectly(folder)
        && ClassNames.mostlyEqual(classes.get(folder), classes.get(folders.get(0)), SAME);
  }

  private void refusePartsWithoutClasses() {
    List<Part> parts =
        folders.stream()
            .map(PartNames::read)
            .filter(Reading::plain)
            .flatMap(read -> read.parts().stream().limit(1))
            .toList();
    boolean flat = folders.stream().allMatch(folder -> classes.get(folder).isEmpty());
    if (flat
        && parts.contains(Part.TRAIN)
        && folders.size() >= 2
        && parts.size() == folders.size()) {
      throw new IllegalArgumentException(
          "%s in %s hold pictures and no class folders; put the pictures of each class into a folder of its own"
              .formatted(Names.list(quoted(folders)), tree.shown()));
    }
  }

  /** A folder called train that holds class folders beside others that hold none is no class. */
  private void askForTraining() {
    List<String> named =
        folders.stream()
            .filter(folder -> PartNames.read(folder).plain())
            .filter(folder -> !PartNames.read(folder).parts().isEmpty())
            .filter(folder -> classes.get(folder).size() >= 2)
            .filter(folder -> !pictures.holdsDirectly(folder))
            .toList();
    boolean others =
        folders.stream()
            .filter(folder -> !named.contains(folder))
            .allMatch(folder -> classes.get(folder).isEmpty());
    if (!named.isEmpty() && folders.size() >= 2 && others) {
      throw ask(
          "%s in %s %s class folders and %s a part's name"
              .formatted(
                  Names.list(quoted(named)),
                  tree.shown(),
                  named.size() == 1 ? "holds" : "hold",
                  named.size() == 1 ? "has" : "have"));
    }
  }

  private IllegalArgumentException ask(String what) {
    List<String> guess = new ArrayList<>();
    List<Part> left = new ArrayList<>(List.of(Part.TRAIN, Part.VALIDATION, Part.TEST));
    for (String folder : folders) {
      List<Part> read = PartNames.read(folder).parts();
      if (!read.isEmpty() && left.remove(read.get(0))) {
        guess.add("--%s %s".formatted(read.get(0).label(), typed(folder)));
      }
    }
    if (guess.isEmpty() || left.contains(Part.TRAIN)) {
      guess = List.of("--train FOLDER --test FOLDER");
    }
    return new IllegalArgumentException(
        "%s; say which are parts, for example %%data %s %s, or %%data %s --split 70/15/15 where they are the classes"
            .formatted(what, typed(tree.shown()), String.join(" ", guess), typed(tree.shown())));
  }

  private static String typed(String name) {
    String shown = Names.shown(name.replaceAll("!/$", ""));
    return shown.indexOf(' ') < 0 ? shown : "\"" + shown + "\"";
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(name -> "'%s'".formatted(Names.shown(name))).toList();
  }
}
