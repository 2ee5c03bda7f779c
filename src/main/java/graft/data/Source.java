package graft.data;

import graft.tensor.Tensor;
import java.io.IOException;
import java.util.Map;

/** What an example consists of before preprocessing. */
public sealed interface Source {

  /**
   * A picture that is read when it is needed.
   *
   * @param name how messages call it, for example {@code daisy/1.jpg}
   * @param reader reads it upright, as 8-bit RGB
   */
  record Picture(String name, PictureReader reader) implements Source {}

  /** A text. */
  record Text(String text) implements Source {}

  /** Two texts that are judged together, for example a question and a paragraph. */
  record TextPair(String first, String second) implements Source {}

  /**
   * A recording.
   *
   * @param samples mono, in [-1, 1]
   * @param sampleRate samples a second
   */
  record Audio(float[] samples, int sampleRate) implements Source {}

  /** Numbers that need no decoding, by input name: table rows, features, series. */
  record Numbers(Map<String, Tensor> tensors) implements Source {

    /** Copies the map. */
    public Numbers {
      tensors = Map.copyOf(tensors);
    }
  }

  /** Reads one picture. */
  @FunctionalInterface
  interface PictureReader {

    /**
     * Decodes the whole picture, upright.
     *
     * @throws IOException if it cannot be read; the message names the reason, not the picture
     */
    RgbImage read() throws IOException;
  }
}
