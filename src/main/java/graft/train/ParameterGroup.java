package graft.train;

import ai.djl.ndarray.NDArray;
import graft.backbone.ParameterSpec;
import graft.engine.NamedArrays;
import java.util.List;

/**
 * Parameters of one stage or head that step together.
 *
 * @param owner name of the stage or head, which names the rate
 * @param decays whether weight decay applies; biases and normalisations do not decay
 * @param names of the parameters, in order
 */
record ParameterGroup(String owner, boolean decays, List<String> names) {

  /** Copies the list. */
  ParameterGroup {
    names = List.copyOf(names);
  }

  /** Returns the parameters of one owner that train and do, or do not, decay. */
  static ParameterGroup of(
      String owner, List<ParameterSpec> specs, Freezing freezing, boolean decays) {
    List<String> names =
        specs.stream()
            .filter(spec -> freezing.trainable().contains(spec.name()))
            .filter(spec -> decays(spec) == decays)
            .map(ParameterSpec::name)
            .toList();
    return new ParameterGroup(owner, decays, names);
  }

  /** Returns the live parameters. */
  List<NDArray> arrays(NamedArrays tensors) {
    return tensors.get(names);
  }

  private static boolean decays(ParameterSpec spec) {
    return switch (spec.role()) {
      case CONVOLUTION, MATRIX -> true;
      case BIAS, SCALE, SHIFT, RUNNING_MEAN, RUNNING_VARIANCE -> false;
    };
  }
}
