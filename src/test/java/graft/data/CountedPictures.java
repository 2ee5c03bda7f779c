package graft.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes examples of noise that count how often they are decoded. */
final class CountedPictures {

  static final int SIZE = 16;

  /** How many pictures were decoded so far. */
  final AtomicInteger decoded = new AtomicInteger();

  static PixelStore load(LabeledDataset data, PixelCache cache) {
    return PixelStore.load(data, preprocessing(SIZE, 0), cache, Watch.none());
  }

  static ImagePreprocessing preprocessing(int size, double mean) {
    return new ImagePreprocessing(
        new ResizeRule.ShorterSide(size),
        Resampling.BILINEAR,
        size,
        size,
        List.of(mean, mean, mean),
        List.of(1.0, 1.0, 1.0));
  }

  LabeledDataset data(int first, int count) {
    return dataset(
        IntStream.range(first, first + count).mapToObj(i -> example("id" + i, i)).toList());
  }

  /** The same pictures as {@link #data}, each of which takes 5 ms. */
  LabeledDataset slow(int count) {
    return dataset(
        data(0, count).examples().stream()
            .map(e -> new Example(e.id(), e.contentHash(), slow(e.source()), e.target()))
            .toList());
  }

  private static Source slow(Source source) {
    Source.Picture picture = (Source.Picture) source;
    return new Source.Picture(
        picture.name(),
        () -> {
          LockSupport.parkNanos(50_000_000); // all take seconds, and to be stopped a moment
          return picture.reader().read();
        });
  }

  static LabeledDataset dataset(List<Example> examples) {
    Map<String, Part> parts = new HashMap<>();
    examples.forEach(example -> parts.put(example.id(), Part.TRAIN));
    Split split = new Split(parts, "ready-made", false);
    return new LabeledDataset("data", List.of("a", "b"), examples, split, List.of(), "hash");
  }

  Example example(String id, int content) {
    Source source =
        new Source.Picture(
            id,
            () -> {
              decoded.incrementAndGet();
              return picture(content);
            });
    return new Example(id, Sha256.of(new byte[content]), source, new Target.OneClass(0));
  }

  Example failing(String id, IOException reason) {
    Source source =
        new Source.Picture(
            id,
            () -> {
              decoded.incrementAndGet();
              throw reason;
            });
    return new Example(id, Sha256.of(id.getBytes()), source, new Target.OneClass(0));
  }

  static RgbImage picture(int content) {
    byte[] rgb = new byte[3 * 24 * 20];
    new Random(content).nextBytes(rgb);
    return new RgbImage(24, 20, rgb);
  }

  static byte[] firstPixels(LabeledDataset data, PixelCache cache) {
    try (PixelStore store = load(data, cache)) {
      return store.get(data.examples().get(0).id()).rgb();
    }
  }

  /** Returns the files in a folder whose names end like this, sorted. */
  static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
