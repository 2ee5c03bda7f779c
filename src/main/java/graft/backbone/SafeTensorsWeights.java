package graft.backbone;

import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.weights.FileHash;
import graft.weights.SafeTensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Reads tensors from a safetensors file or resource. Tensors that nobody wants, such as a
 * classifier, stay unread.
 *
 * @param origin where it lies, in words
 * @param hash SHA-256 of the file
 * @param file opens it anew
 */
public record SafeTensorsWeights(String origin, String hash, Supplier<SafeTensors> file)
    implements WeightSource {

  /** Reads a file on disk. */
  public static SafeTensorsWeights of(String origin, Path file) {
    return new SafeTensorsWeights(origin, FileHash.sha256(file), () -> SafeTensors.open(file));
  }

  @Override
  public void read(List<ParameterSpec> wanted, BiConsumer<String, FloatTensor> sink) {
    try (SafeTensors tensors = file.get()) {
      wanted.forEach(spec -> check(tensors, spec));
      // before anything is handed over: a network is not left with half of them
      wanted.forEach(spec -> requireFinite(spec.name(), tensors.floats(spec.name())));
      wanted.forEach(spec -> sink.accept(spec.name(), tensors.floats(spec.name())));
    }
  }

  private void check(SafeTensors tensors, ParameterSpec spec) {
    if (!tensors.names().contains(spec.name())) {
      throw new IllegalArgumentException(
          "weights (%s) hold no tensor '%s', which the architecture needs"
              .formatted(origin, spec.name()));
    }
    long[] shape = tensors.shape(spec.name());
    if (!Arrays.equals(shape, spec.shape())) {
      throw new IllegalArgumentException(
          "tensor '%s' must have shape %s, received %s (%s)"
              .formatted(
                  spec.name(), Arrays.toString(spec.shape()), Arrays.toString(shape), origin));
    }
  }

  private void requireFinite(String name, FloatTensor tensor) {
    float[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new GraftException(
            "weights must be finite numbers, received %s at %d of tensor '%s' (%s); train or download them again"
                .formatted(values[i], i, name, origin));
      }
    }
  }
}
