package graft;

import graft.data.ExposureFiles;
import graft.data.FileNames;
import graft.data.FileReasons;
import graft.data.LabeledDataset;
import graft.data.PixelCache;
import graft.data.SealBook;
import graft.feature.FeatureCache;
import graft.train.RunStore;
import graft.train.UnfinishedRuns;
import graft.weights.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where Graft keeps its files, beside the notebook: runs, caches and seals. Also holds the caches
 * in memory that runs share.
 */
public final class Workspace {

  private static final String FOLDER = ".graft";
  private static final String RUNS = "runs";
  private static final String USER = "~/";

  private final Path notebookFolder;
  private final Path home;
  private final Path runs;
  private final FeatureCache features;
  private final Map<String, DataOrigin> origins;

  private Workspace(
      Path notebookFolder,
      Path home,
      Path runs,
      FeatureCache features,
      Map<String, DataOrigin> origins) {
    this.notebookFolder = notebookFolder.toAbsolutePath().normalize();
    this.home = home.toAbsolutePath().normalize();
    this.runs = runs.toAbsolutePath().normalize();
    this.features = features;
    this.origins = origins;
  }

  /** Returns the workspace in {@code .graft} below a folder. */
  public static Workspace beside(Path notebookFolder) {
    return at(notebookFolder, notebookFolder.resolve(FOLDER));
  }

  /** Returns the workspace in a folder of its own. */
  public static Workspace at(Path notebookFolder, Path home) {
    return new Workspace(
        notebookFolder,
        home,
        home.resolve(RUNS),
        FeatureCache.in(features(home)),
        new ConcurrentHashMap<>());
  }

  private static Path features(Path home) {
    return home.resolve("cache").resolve("features");
  }

  /** Returns the workspace in another folder; what is in memory, and open data, stay known. */
  public Workspace movedTo(Path otherHome) {
    return new Workspace(
        notebookFolder,
        otherHome,
        otherHome.resolve(RUNS),
        features.movedTo(features(otherHome)),
        origins);
  }

  /** Returns the same workspace with another cache of features. */
  Workspace keeping(FeatureCache otherFeatures) {
    return new Workspace(notebookFolder, home, runs, otherFeatures, origins);
  }

  /** Returns the same workspace but for its runs, which lie elsewhere. */
  Workspace withRunsIn(Path otherRuns) {
    return new Workspace(notebookFolder, home, otherRuns, features, origins);
  }

  /** Returns the folder that relative paths start from. */
  public Path notebookFolder() {
    return notebookFolder;
  }

  /** Returns the folder of all files; {@link #prepare} makes it. */
  public Path home() {
    return home;
  }

  /** Returns the runs. */
  public RunStore runs() {
    return new RunStore(runs);
  }

  /** Returns the folder of baselines that took training. */
  Path baselines() {
    return home.resolve("baselines");
  }

  /** Returns the runs that were cut off and can be taken up again. */
  public UnfinishedRuns unfinishedRuns() {
    return new UnfinishedRuns(unfinished());
  }

  /** Returns the folder of the checkpoints of runs that have not ended. */
  Path unfinished() {
    return runs.resolveSibling("unfinished");
  }

  /** Returns the openings of test parts. */
  public SealBook seals() {
    return new SealBook(home.resolve("seals.json"));
  }

  /** Returns what the models of runs met, by content. */
  ExposureFiles exposures() {
    return new ExposureFiles(runs.resolveSibling("contents"));
  }

  /** Returns which precision was faster for which network, on each machine. */
  PrecisionBook precisions() {
    return new PrecisionBook(home.resolve("precision"));
  }

  /** Returns where decoded pictures are kept. */
  public PixelCache pixels() {
    return PixelCache.in(home.resolve("cache"));
  }

  /** Returns the features that runs, epochs and baselines share. */
  public FeatureCache features() {
    return features;
  }

  /**
   * Makes the folder, with a {@code .gitignore} of its own.
   *
   * @throws GraftException if it cannot be made or written
   */
  public void prepare() {
    try {
      Files.createDirectories(home);
      Path ignore = home.resolve(".gitignore");
      if (!Files.exists(ignore)) {
        AtomicFile.write(ignore, "*\n".getBytes(StandardCharsets.UTF_8));
      }
      requireWritable();
    } catch (IOException e) {
      throw unwritable(FileReasons.of(e), e);
    }
  }

  private void requireWritable() {
    if (!Files.isWritable(home)) {
      throw unwritable("no permission", null);
    }
  }

  private GraftException unwritable(String reason, @Nullable IOException cause) {
    return new GraftException(
        "folder for runs and caches cannot be written: %s (%s); set another with %%graft set home FOLDER"
            .formatted(home, FileNames.unreadable(home).orElse(reason)),
        cause);
  }

  /** Remembers where a data set came from. */
  void remember(LabeledDataset data, DataOrigin origin) {
    origins.put(key(data), origin);
  }

  /** Returns where a data set came from, if it was opened here. */
  Optional<DataOrigin> origin(LabeledDataset data) {
    return Optional.ofNullable(origins.get(key(data)));
  }

  /** The same data may be open in two splits. */
  private static String key(LabeledDataset data) {
    return data.hash() + " " + data.split().origin();
  }

  /** Returns the file or folder that {@link #relative} or a user wrote. */
  Path resolve(String operand) {
    return operand.startsWith(USER)
        ? FileNames.resolve(userHome(), operand.substring(USER.length()))
        : FileNames.resolve(notebookFolder, operand);
  }

  /**
   * Returns a path relative to the notebook's folder, or to {@code ~} where the way from the
   * notebook would name the user, so that records hold no user name.
   */
  String relative(Path path) {
    Path absolute = notebookFolder.resolve(path).normalize();
    if (absolute.startsWith(userHome()) && !notebookFolder.startsWith(userHome())) {
      return USER + userHome().relativize(absolute).toString().replace('\\', '/');
    }
    String text;
    try {
      text = notebookFolder.relativize(absolute).toString();
    } catch (IllegalArgumentException e) {
      // another drive has no relative path
      text = absolute.getFileName().toString();
    }
    return text.replace('\\', '/');
  }

  private static Path userHome() {
    return Path.of(System.getProperty("user.home")).toAbsolutePath().normalize();
  }
}
