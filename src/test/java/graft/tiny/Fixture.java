package graft.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import graft.tensor.FloatTensor;
import graft.weights.SafeTensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the files that the reference scripts beside them wrote, and compares with them. */
public final class Fixture {

  private Fixture() {}

  /** Opens a safetensors file that lies beside a test. */
  public static SafeTensors tensors(Class<?> test, String file) {
    return SafeTensors.read(bytes(test, file), file);
  }

  /** Returns the lines of a text that lies beside a test. */
  public static List<String> lines(Class<?> test, String file) {
    return new String(bytes(test, file), StandardCharsets.UTF_8).lines().toList();
  }

  /**
   * Requires equal shapes, and that no number differs by more than a share of the largest one.
   *
   * @param share for example 1e-5
   */
  public static void assertClose(FloatTensor actual, FloatTensor expected, double share) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.size(); i++) {
      largest = Math.max(largest, Math.abs(expected.values()[i]));
      difference = Math.max(difference, Math.abs(actual.values()[i] - expected.values()[i]));
    }
    assertThat(difference / largest).isLessThanOrEqualTo(share);
  }

  private static byte[] bytes(Class<?> test, String file) {
    try (InputStream in = test.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
