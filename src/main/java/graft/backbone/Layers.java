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

  static long keptBytes(List<Layer> layers, long[] input, int width) {
    long sum = 0;
    long[] shape = input;
    for (Layer layer : layers) {
      sum += layer.keptBytes(shape, width);
      shape = layer.outputShape(shape);
    }
    return sum;
  }

  static long largestSize(List<Layer> layers, long[] input) {
    long largest = Shapes.size(input);
    long[] shape = input;
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
      largest = Math.max(largest, Shapes.size(shape));
    }
    return largest;
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
