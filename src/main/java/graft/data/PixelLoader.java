package graft.data;

import graft.GraftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads one {@link PixelStore}: takes each picture from the data set's own file, else from another
 * file of the same shape, else decodes it. Whatever is not in the own file yet goes into a new one
 * that replaces it.
 */
final class PixelLoader {

  private static final int MOST_OTHERS = 8;

  private final List<Example> examples;
  private final ImagePreprocessing preprocessing;
  private final PixelFormat format;
  private final PixelCache cache;
  private final Watch watch;
  private final List<String> wanted; // content hashes, sorted
  private final Map<String, Source.Picture> pictures = new TreeMap<>(); // by content hash
  private final Map<String, IOException> failures = new ConcurrentHashMap<>();
  private final @Nullable Path target;
  private @Nullable PixelFile own;
  private @Nullable List<PixelFile> others;
  private @Nullable PixelWriter fresh;
  private @Nullable String notice;

  PixelLoader(
      List<Example> examples, ImagePreprocessing preprocessing, PixelCache cache, Watch watch) {
    this.examples = examples;
    this.preprocessing = preprocessing;
    this.format = PixelFormat.of(preprocessing);
    this.cache = cache;
    this.watch = watch;
    examples.forEach(example -> pictures.putIfAbsent(example.contentHash(), picture(example)));
    this.wanted = List.copyOf(pictures.keySet());
    this.target = cache.folder() == null ? null : cache.folder().resolve(format.fileName(wanted));
  }

  private static Source.Picture picture(Example example) {
    if (example.source() instanceof Source.Picture picture) {
      return picture;
    }
    String kind = example.source().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    throw new IllegalArgumentException(
        "pixel store needs pictures, received %s in example %s".formatted(kind, example.id()));
  }

  PixelStore load() {
    own = target == null ? null : open(target).orElse(null);
    boolean complete = false;
    try {
      Workers.run(wanted.size(), "pictures decoded", watch, i -> obtain(wanted.get(i)));
      complete = true;
    } finally {
      closeOthers();
      if (!complete) {
        keep().forEach(PixelFile::close); // what was decoded before a stop is not decoded again
      }
    }
    List<PixelFile> files = keep();
    Map<String, RgbImage> onHeap = fresh == null ? Map.of() : fresh.onHeap();
    return new PixelStore(
        examples, files, onHeap, new UndecodedPictures(examples, failures), notice);
  }

  /** A cache that cannot be read is none; whether it can be written shows later. */
  private Optional<PixelFile> open(Path file) {
    try {
      return PixelFile.open(file, format);
    } catch (IOException e) {
      notice(file, e);
      return Optional.empty();
    }
  }

  private void obtain(String contentHash) {
    if (own != null && own.intact(contentHash).isPresent()) {
      return;
    }
    for (PixelFile other : others()) {
      Optional<RgbImage> image = other.intact(contentHash);
      if (image.isPresent()) {
        fresh().add(contentHash, image.get());
        return;
      }
    }
    try {
      RgbImage decoded = pictures.get(contentHash).reader().read();
      fresh().add(contentHash, preprocessing.shape(decoded));
    } catch (IOException e) {
      failures.put(contentHash, e);
    }
  }

  private synchronized PixelWriter fresh() {
    if (fresh == null) {
      fresh = new PixelWriter(format, wanted, target);
    }
    return fresh;
  }

  /** Opens the files of data sets that may share pictures with this one, at the first miss. */
  private synchronized List<PixelFile> others() {
    if (others == null) {
      others = new ArrayList<>();
      for (Path file : otherPaths()) {
        open(file).ifPresent(others::add);
      }
    }
    return others;
  }

  private synchronized void closeOthers() {
    if (others != null) {
      others.forEach(PixelFile::close);
    }
  }

  private List<Path> otherPaths() {
    if (cache.folder() == null || !Files.isDirectory(cache.folder())) {
      return List.of();
    }
    try {
      return PixelFolder.like(cache.folder(), format).stream()
          .filter(file -> !file.equals(target))
          .limit(MOST_OTHERS)
          .toList();
    } catch (IOException e) {
      notice(cache.folder(), e);
      return List.of();
    }
  }

  /** Completes the new file, if there is one, and returns the files that hold the pictures. */
  private List<PixelFile> keep() {
    List<PixelFile> files = new ArrayList<>();
    try (PixelWriter writer = fresh) {
      if (writer != null && copyOwn(writer)) {
        own = close(own); // Windows replaces no open file
      }
      if (writer != null) {
        writer.finish().ifPresent(files::add);
        writer.notice().ifPresent(text -> notice = text);
      }
    } catch (IOException e) {
      throw new GraftException("decoded pictures cannot be read back: " + FileReasons.of(e), e);
    }
    if (own != null) {
      files.add(own);
    }
    maintain();
    return files;
  }

  /** Says whether the new file lies in the cache and holds all that the own one did. */
  private boolean copyOwn(PixelWriter writer) {
    for (String contentHash : wanted) {
      if (!writer.isCached()) {
        return false;
      }
      if (own != null && !writer.holds(contentHash)) {
        own.intact(contentHash).ifPresent(image -> writer.write(contentHash, image));
      }
    }
    return writer.isCached();
  }

  private static @Nullable PixelFile close(@Nullable PixelFile file) {
    if (file != null) {
      file.close();
    }
    return null;
  }

  private void maintain() {
    if (target == null || cache.folder() == null || !Files.isWritable(target)) {
      return;
    }
    try {
      PixelFolder.touch(target);
      PixelFolder.trim(cache.folder(), cache.limitBytes(), target);
    } catch (IOException e) {
      notice(cache.folder(), e);
    }
  }

  private synchronized void notice(Path where, IOException e) {
    notice = "pixel cache %s cannot be used in full: %s".formatted(where, FileReasons.of(e));
  }
}
