package graft.eval;

import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tiny.Fixture;
import graft.weights.SafeTensors;
import java.util.Arrays;

/** What scikit-learn and SciPy make of small classifications; make_reference.py wrote it. */
final class ScikitLearn {

  static final int CLASSES = 3;

  private final SafeTensors numbers = Fixture.tensors(ScikitLearn.class, "reference.safetensors");

  int[] ints(String name) {
    long[] values = ((LongTensor) numbers.read(name)).values();
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  FloatTensor table(String name) {
    return numbers.floats(name);
  }

  float[][] rows(String name) {
    FloatTensor table = numbers.floats(name);
    int width = (int) table.shape()[1];
    float[][] rows = new float[(int) table.shape()[0]][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(table.values(), i * width, (i + 1) * width));
    return rows;
  }

  double[] doubles(String name) {
    float[] values = numbers.floats(name).values();
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  double number(String name) {
    return numbers.floats(name).values()[0];
  }
}
