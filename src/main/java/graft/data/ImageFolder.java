package graft.data;

import graft.GraftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens pictures that lie in a folder per class.
 *
 * <ul>
 *   <li>{@code photos/roses/1.jpg}: the folders below the top are the classes, Graft makes the
 *       parts
 *   <li>{@code photos/train/roses/1.jpg} beside {@code photos/val/…}, {@code photos/test/…} or
 *       both, under any name that people use for parts ({@code Training}, {@code seg_test}, {@code
 *       Prüfung …}) or that {@link Division#from} says: the parts are ready-made and used as they
 *       are
 *   <li>{@code photos/roses/train/1.jpg}: the same, the parts within the classes
 *   <li>a zip of any of them; it is read in place
 * </ul>
 *
 * <p>A folder around everything is looked through. Files that are no pictures never decide what
 * folders mean; where it is not clear, opening is refused with the option that says it. Class
 * folders whose names look the same are one class.
 *
 * <p>Pictures may lie any number of folders below their class. Whatever cannot be used is named in
 * {@link LabeledDataset#problems()}, and opening goes on. Links are followed, but not in circles.
 *
 * <p>Opening reads every file once, for its hash and its header; pixels are decoded when a {@link
 * Source.Picture} is read, or where a {@link Decoding} asks for it. Nothing stays open.
 */
public final class ImageFolder {

  private final FileTree tree;
  private final Layout layout;
  private final Division division;

  private ImageFolder(FileTree tree, Division division) {
    this.tree = tree;
    this.layout = Layout.of(tree, division);
    this.division = division;
  }

  /** Opens a folder or a zip with {@link Division#automatic}. */
  public static LabeledDataset open(Path path) {
    return open(path, Division.automatic(), Watch.none());
  }

  /**
   * Opens a folder or a zip.
   *
   * @param path of the folder or zip
   * @param division what is said of the parts
   * @param watch hears the progress, and may stop it
   * @return examples with a {@link Target.OneClass}, sorted by id: the path below the folder. The
   *     classes are sorted as Java sorts strings: upper case before lower case
   * @throws IllegalArgumentException if the path is no data set of at least two classes, if it is
   *     not clear which folders are parts, or if what is said of the parts would have no effect
   * @throws GraftException if the folder, a class folder or the zip cannot be read
   * @throws java.util.concurrent.CancellationException if the watch said stop
   */
  public static LabeledDataset open(Path path, Division division, Watch watch) {
    FileTree tree = PictureFolders.unwrapped(tree(path));
    return new ImageFolder(tree, division).open(name(path), null, watch);
  }

  /**
   * Opens a folder or a zip and decodes its pictures: what is broken behind a sound header is left
   * out and named, and pictures that look the same share a part, or are named where their parts are
   * ready-made.
   */
  public static LabeledDataset open(Path path, Division division, Decoding decoding, Watch watch) {
    FileTree tree = PictureFolders.unwrapped(tree(path));
    return new ImageFolder(tree, division).open(name(path), decoding, watch);
  }

  private static FileTree tree(Path path) {
    if (Files.isDirectory(path)) {
      return FolderLister.list(path, shown(path));
    }
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(NearbyPaths.missing(path));
    }
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      throw new IllegalArgumentException(
          "data set must be a folder or a zip, received %s; give the folder that holds the class folders"
              .formatted(path));
    }
    return ZipLister.list(path, path.toString());
  }

  private static String shown(Path folder) {
    String text = folder.toString();
    return text.endsWith("/") || text.endsWith("\\") ? text : (text.isEmpty() ? "." : text) + "/";
  }

  private static String name(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "data" : last.toString();
    return name.toLowerCase(Locale.ROOT).endsWith(".zip") && !Files.isDirectory(path)
        ? name.substring(0, name.length() - ".zip".length())
        : name;
  }

  private LabeledDataset open(String name, @Nullable Decoding decoding, Watch watch) {
    refuseClosedFolders();
    StructureErrors.refuse(tree, layout);
    StructureErrors.refuseWithoutEffect(name, layout, division);
    List<Checked> checked = check(watch);
    DecodedPictures decoded = decode(checked, decoding, watch);
    checked = checked.stream().map(each -> each.decoded(decoded)).toList();
    List<DataProblem> problems = FolderProblems.of(tree, layout, checked);
    List<String> classes = usedClasses(checked);
    if (classes.size() < 2) {
      throw StructureErrors.tooFewReadable(tree, classes, problems);
    }
    List<Example> examples = examples(checked, classes);
    Split split = split(examples, decoded.copies());
    problems.addAll(SplitProblems.of(examples, split, classes, decoded.copies()));
    return new LabeledDataset(name, classes, examples, split, problems, hash(examples, classes));
  }

  private void refuseClosedFolders() {
    tree.closed()
        .forEach(
            (folder, reason) -> {
              if (layout.classFolders().containsKey(folder) || folder.indexOf('/') < 0) {
                throw FolderLister.closed(tree.at(folder), reason, null);
              }
            });
  }

  /** A file of a class and what it turned out to be. */
  record Checked(Layout.Placed placed, PictureCheck check) {

    String path() {
      return placed.file().path();
    }

    /** Returns what decoding showed. */
    Checked decoded(DecodedPictures pictures) {
      PictureCheck broken = isPicture() ? pictures.broken().get(check.detail()) : null;
      return broken == null ? this : new Checked(placed, broken);
    }

    boolean isPicture() {
      return check.state() == PictureCheck.State.PICTURE;
    }
  }

  private List<Checked> check(Watch watch) {
    List<Layout.Placed> files = layout.files();
    PictureCheck[] checks = new PictureCheck[files.size()];
    Workers.run(
        files.size(), "files read", watch, i -> checks[i] = PictureCheck.of(files.get(i).file()));
    List<Checked> result = new ArrayList<>();
    for (int i = 0; i < checks.length; i++) {
      result.add(new Checked(files.get(i), checks[i]));
    }
    result.sort(Comparator.comparing(Checked::path));
    return result;
  }

  private DecodedPictures decode(List<Checked> checked, @Nullable Decoding decoding, Watch watch) {
    return decoding == null
        ? DecodedPictures.NONE
        : DecodedPictures.of(examples(checked, usedClasses(checked)), decoding, watch);
  }

  private static List<String> usedClasses(List<Checked> checked) {
    TreeSet<String> labels = new TreeSet<>();
    checked.stream().filter(Checked::isPicture).forEach(each -> labels.add(each.placed().label()));
    return List.copyOf(labels);
  }

  private static List<Example> examples(List<Checked> checked, List<String> classes) {
    Map<String, Integer> indices = new HashMap<>();
    classes.forEach(label -> indices.put(label, indices.size()));
    List<Example> examples = new ArrayList<>();
    for (Checked each : checked) {
      if (each.isPicture()) {
        String hash = each.check().detail();
        Source source = picture(each.placed().file(), hash);
        Target target = new Target.OneClass(indices.get(each.placed().label()));
        examples.add(new Example(each.path(), hash, source, target));
      }
    }
    return examples;
  }

  private static Source picture(StoredFile file, String contentHash) {
    return new Source.Picture(file.path(), () -> read(file, contentHash));
  }

  /** Caches know pictures by their hashes, so other bytes must not pass under the old one. */
  private static RgbImage read(StoredFile file, String contentHash) throws IOException {
    byte[] bytes = file.content().read();
    if (!Sha256.of(bytes).equals(contentHash)) {
      throw new IOException("has changed since the data set was opened; open it again");
    }
    return ImageDecoder.decode(bytes);
  }

  private Split split(List<Example> examples, NearCopies copies) {
    if (!layout.isReadyMade()) {
      return Splits.stratified(examples, division.ruleOrDefault(), division.seed(), copies);
    }
    Map<String, Part> placed = new HashMap<>();
    layout.files().forEach(file -> placed.put(file.file().path(), file.part()));
    Map<String, Part> parts = new HashMap<>();
    examples.forEach(example -> parts.put(example.id(), placed.get(example.id())));
    return Splits.readyMade(examples, parts, layout.origin(), division.seed(), copies);
  }

  private static String hash(List<Example> examples, List<String> classes) {
    Sha256 hash = new Sha256();
    for (Example example : examples) {
      int label = ((Target.OneClass) example.target()).index();
      hash.add(example.id()).add(example.contentHash()).add(classes.get(label));
    }
    return hash.hex();
  }
}
