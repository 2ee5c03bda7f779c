package graft.data;

import graft.GraftException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the pictures of a data set, scaled and cropped, at 8 bits: each is decoded once for its
 * size, and not again in the next run or process where a {@link PixelCache} keeps it.
 *
 * <p>Pixels lie in a file, not on the heap. Whoever loads a store closes it; the pictures that
 * {@link #get} returned stay valid. Any thread may read.
 */
public final class PixelStore implements AutoCloseable {

  private final Map<String, String> contentHashes = new HashMap<>(); // by example id
  private final List<PixelFile> files;
  private final Map<String, RgbImage> onHeap; // by content hash
  private final UndecodedPictures failures;
  private final @Nullable String notice;

  PixelStore(
      List<Example> examples,
      List<PixelFile> files,
      Map<String, RgbImage> onHeap,
      UndecodedPictures failures,
      @Nullable String notice) {
    examples.forEach(example -> contentHashes.put(example.id(), example.contentHash()));
    this.files = List.copyOf(files);
    this.onHeap = Map.copyOf(onHeap);
    this.failures = failures;
    this.notice = notice;
  }

  /**
   * Decodes what the cache does not hold yet, with one thread a processor, at most four.
   *
   * <p>A picture that cannot be decoded is skipped and named in {@link #problems()}. A damaged
   * cache is decoded again. Where the cache cannot be written, pixels live in a temporary file, or
   * on the heap if the disk is full, until the store is closed, and {@link #notice()} says so. What
   * was decoded before a stop is kept in the cache.
   *
   * @param data its examples' sources are {@link Source.Picture}s
   * @param preprocessing whose {@link ImagePreprocessing#shape} is applied; mean and deviation do
   *     not matter here
   * @param cache where the pixels are kept
   * @param watch hears the progress, and may stop it
   * @throws IllegalArgumentException if an example is no picture
   * @throws GraftException if what was written cannot be read back
   * @throws java.util.concurrent.CancellationException if the watch or an interrupt said stop
   */
  public static PixelStore load(
      LabeledDataset data, ImagePreprocessing preprocessing, PixelCache cache, Watch watch) {
    return new PixelLoader(data.examples(), preprocessing, cache, watch).load();
  }

  /**
   * Returns an example's picture: [cropHeight, cropWidth, 3].
   *
   * @throws IllegalArgumentException if the data set has no such example, or it is unreadable
   * @throws IllegalStateException if the store is closed
   * @throws GraftException if the file can no longer be read
   */
  public RgbImage get(String exampleId) {
    String contentHash = contentHashes.get(exampleId);
    if (contentHash == null) {
      throw new IllegalArgumentException("pixel store has no example " + exampleId);
    }
    if (failures.ids().contains(exampleId)) {
      throw new IllegalArgumentException(
          "picture %s could not be decoded; leave it out".formatted(exampleId));
    }
    RgbImage image = onHeap.get(contentHash);
    return image == null ? stored(contentHash) : image;
  }

  private RgbImage stored(String contentHash) {
    for (PixelFile file : files) {
      if (file.holds(contentHash)) {
        return file.read(contentHash);
      }
    }
    throw new IllegalStateException("every decoded picture is in a file or on the heap");
  }

  /** Returns a sentence a kind of failure; empty where every picture was decoded. */
  public List<DataProblem> problems() {
    return failures.problems();
  }

  /** Returns why each picture that could not be decoded is left out, by content hash. */
  Map<String, PictureCheck> broken() {
    Map<String, PictureCheck> broken = new HashMap<>();
    failures.ids().forEach(id -> broken.put(contentHashes.get(id), failures.check(id)));
    return broken;
  }

  /** Returns the ids of the pictures that could not be decoded. */
  public Set<String> unreadable() {
    return failures.ids();
  }

  /** Returns why the pixels are not kept for the next time, empty if they are or nobody asked. */
  public Optional<String> notice() {
    return Optional.ofNullable(notice);
  }

  /** Closes the file; calling it again does nothing. */
  @Override
  public void close() {
    files.forEach(PixelFile::close);
  }
}
