package graft.train;

import ai.djl.Device;
import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.TinyBackbone;
import graft.data.BatchSource;
import graft.data.Draw;
import graft.data.Example;
import graft.engine.NamedArrays;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The network and the pictures of make_parity.py, number for number. */
final class ParityInputs {

  static final int CLASSES = 3;

  private static final long SEED = 7;
  private static final int SIZE = 48;
  private static final int WIDTH = 4;

  private ParityInputs() {}

  /** Returns the network with its first weights; the caller closes it. */
  static Network network() {
    Architecture backbone = TinyBackbone.resNet(18, WIDTH, SIZE);
    Head head = LinearHead.overMaps("fc", backbone.output(), backbone.featureWidth(), CLASSES);
    NamedArrays tensors = new NamedArrays(Device.cpu());
    backbone.parameters().forEach(spec -> tensors.put(spec.name(), firstValues(spec)));
    head.parameters().forEach(spec -> tensors.put(spec.name(), firstValues(spec)));
    return new Network(backbone, List.of(head), tensors);
  }

  /** Returns pictures whose classes are not alike in number. */
  static BatchSource pictures(int count, int part) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % 7 % CLASSES;
      FloatTensor pixels = picture(1000L * part + i, label);
      examples.add(TinyExamples.example(part + "/" + i, Map.of("pixels", pixels), label));
    }
    return TinyExamples.source(examples, Set.of());
  }

  private static FloatTensor firstValues(ParameterSpec spec) {
    float[] values = new float[spec.size()];
    switch (spec.role()) {
      case CONVOLUTION, MATRIX -> draw(spec, values);
      case SCALE -> Arrays.fill(values, spec.name().contains("bn2") ? 0.25f : 1);
      case RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case BIAS, SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    return new FloatTensor(spec.shape(), values);
  }

  private static void draw(ParameterSpec spec, float[] values) {
    SplittableRandom random = new Draw(SEED, "weights", 0, spec.name()).random();
    long inputs = values.length / spec.shape()[0];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * Math.sqrt(6.0 / inputs));
    }
  }

  /** Whole numbers over 64, brighter in the channel of the class. */
  private static FloatTensor picture(long seed, int label) {
    int area = SIZE * SIZE;
    float[] values = new float[3 * area];
    long state = seed;
    for (int i = 0; i < values.length; i++) {
      state = (1103515245 * state + 12345) % (1L << 31);
      values[i] = ((state >> 16) % 256 - 128) / 64f + (i / area == label ? 1 : 0);
    }
    return new FloatTensor(new long[] {3, SIZE, SIZE}, values);
  }
}
