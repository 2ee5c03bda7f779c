package graft.data;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What decoding the pictures of a data set shows: which of them are broken behind a sound header,
 * and which look the same. The pixels go into the cache of a model's size, so that the first run
 * need not decode them again.
 *
 * @param broken what became of each picture that cannot be decoded, by content hash
 * @param copies those that look the same
 */
record DecodedPictures(Map<String, PictureCheck> broken, NearCopies copies) {

  /** Nothing was decoded. */
  static final DecodedPictures NONE = new DecodedPictures(Map.of(), NearCopies.NONE);

  static DecodedPictures of(List<Example> examples, Decoding decoding, Watch watch) {
    PixelLoader loader =
        new PixelLoader(examples, decoding.preprocessing(), decoding.cache(), watch);
    try (PixelStore pixels = loader.load()) {
      Map<String, PictureLook> looks = new ConcurrentHashMap<>();
      Workers.run(
          examples.size(), "pictures looked at", watch, i -> look(examples.get(i), pixels, looks));
      return new DecodedPictures(pixels.broken(), NearCopies.among(looks, watch));
    }
  }

  private static void look(Example example, PixelStore pixels, Map<String, PictureLook> looks) {
    if (!pixels.unreadable().contains(example.id())) {
      looks.computeIfAbsent(
          example.contentHash(), hash -> PictureLook.of(pixels.get(example.id())));
    }
  }
}
