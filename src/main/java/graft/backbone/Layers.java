package graft.backbone;

import java.util.List;

/** Folds a list of layers, each of which takes what the one before gives. */
final class Layers {

  private Layers() {}

  static String write(List<Layer> layers, Script script, String input) {
    String variable = input;
    for (Layer layer : layers) {
      variable = layer.write(script, variable);
    }
    return variable;
  }

  static long[] outputShape(List<Layer> layers, long[] input) {
    long[] shape = input;
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  static long multiplyAdds(List<Layer> layers, long[] input) {
    long sum = 0;
    long[] shape = input;
    for (Layer layer : layers) {
      sum += layer.multiplyAdds(shape);
      shape = layer.outputShape(shape);
    }
    return sum;
  }
}
