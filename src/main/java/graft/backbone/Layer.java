package graft.backbone;

import graft.backbone.ParameterSpec.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes one layer of an architecture. The parameters, the running forward, the exported text
 * and the cost all derive from this description.
 */
public sealed interface Layer {

  /** Returns the tensors that the layer holds, in order. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /** Returns the names of the batch norms in it. */
  default List<String> norms() {
    return List.of();
  }

  /** Returns the names of the dropouts in it. */
  default List<String> dropouts() {
    return List.of();
  }

  /** Returns the names of the tensors from outside, beside its input, that it reads. */
  default List<String> masks() {
    return List.of();
  }

  /** Returns whether it works on maps: [batch, channels, height, width]. */
  default boolean onMaps() {
    return false;
  }

  /**
   * Returns the shape of the output, without the batch axis.
   *
   * @param input shape of the input, without the batch axis
   */
  default long[] outputShape(long[] input) {
    return input;
  }

  /** Returns the multiply-adds of one example's forward pass. */
  default long multiplyAdds(long[] input) {
    return 0;
  }

  /**
   * Returns how many bytes of one example's forward pass are kept for the backward pass, beside the
   * input, which the layer before has counted.
   *
   * @param input shape of the input, without the batch axis
   * @param width bytes of a number
   */
  default long keptBytes(long[] input, int width) {
    return 0;
  }

  /**
   * Writes the layer into a method.
   *
   * @param script what is written to; package-private on purpose: the set of layers is closed
   * @param input the variable that holds the input
   * @return the variable that holds the output
   */
  String write(Script script, String input);

  /**
   * Convolution without bias over [batch, in, height, width], square kernel.
   *
   * @param name dotted; holds {@code name.weight}: [out, in, kernel, kernel]
   */
  record Convolution(String name, int in, int out, int kernel, int stride, int padding)
      implements Layer {

    private static final int ONEDNN_BLOCK = 8;

    @Override
    public boolean onMaps() {
      return true;
    }

    @Override
    public List<ParameterSpec> parameters() {
      long[] shape = {out, in, kernel, kernel};
      return List.of(new ParameterSpec(name + ".weight", shape, Role.CONVOLUTION));
    }

    @Override
    public long[] outputShape(long[] input) {
      return new long[] {
        out,
        Shapes.slide(input[1], kernel, stride, padding),
        Shapes.slide(input[2], kernel, stride, padding)
      };
    }

    @Override
    public long multiplyAdds(long[] input) {
      return Shapes.size(outputShape(input)) * in * kernel * kernel;
    }

    @Override
    public long keptBytes(long[] input, int width) {
      return width * Shapes.size(outputShape(input));
    }

    @Override
    public String write(Script script, String input) {
      String weight = script.weight(name + ".weight");
      return skipsPixels()
          ? script.let(text(script.let(everyOther(input)), weight, 1))
          : script.let(text(input, weight, stride));
    }

    private String text(String input, String weight, int step) {
      return "torch.conv2d(%s, %s, None, [%s, %s], [%s, %s], [1, 1], 1)"
          .formatted(input, weight, step, step, padding, padding);
    }

    /**
     * A kernel of one pixel with a stride reads every other pixel, so those are taken first. oneDNN
     * does the same in the gradient of the weights, and with a number of channels that is no
     * multiple of 8 it writes behind the end of its copy: seen with 4 channels in PyTorch 2.7.1 and
     * 2.15, as a heap that glibc found damaged or a SIGSEGV.
     */
    private boolean skipsPixels() {
      return kernel == 1 && stride > 1 && padding == 0 && in % ONEDNN_BLOCK != 0;
    }

    private String everyOther(String input) {
      return "torch.slice(torch.slice(%s, 2, None, None, %s), 3, None, None, %s)"
          .formatted(input, stride, stride);
    }
  }

  /**
   * Batch normalisation over the channels of [batch, channels, height, width]; momentum 0.1,
   * epsilon 1e-5 as in torch.
   *
   * @param name dotted; holds {@code weight}, {@code bias}, {@code running_mean} and {@code
   *     running_var}: [channels]
   */
  record BatchNorm(String name, int channels) implements Layer {

    @Override
    public boolean onMaps() {
      return true;
    }

    @Override
    public List<ParameterSpec> parameters() {
      long[] shape = {channels};
      return List.of(
          new ParameterSpec(name + ".weight", shape, Role.SCALE),
          new ParameterSpec(name + ".bias", shape, Role.SHIFT),
          new ParameterSpec(name + ".running_mean", shape, Role.RUNNING_MEAN),
          new ParameterSpec(name + ".running_var", shape, Role.RUNNING_VARIANCE));
    }

    @Override
    public List<String> norms() {
      return List.of(name);
    }

    @Override
    public long keptBytes(long[] input, int width) {
      return width * Shapes.size(input);
    }

    @Override
    public String write(Script script, String input) {
      return script.let(
          "torch.batch_norm(%s, %s, %s, %s, %s, %s, 0.1, 1.0e-05, True)"
              .formatted(
                  input,
                  script.tensor(name + ".weight"),
                  script.tensor(name + ".bias"),
                  script.tensor(name + ".running_mean"),
                  script.tensor(name + ".running_var"),
                  script.active(name) ? "True" : "False"));
    }
  }

  /** Rectified linear unit, in place. */
  record Relu() implements Layer {

    @Override
    public String write(Script script, String input) {
      return script.let("torch.relu_(%s)".formatted(input));
    }
  }

  /** Maximum over square windows of [batch, channels, height, width]. */
  record MaxPool(int kernel, int stride, int padding) implements Layer {

    @Override
    public boolean onMaps() {
      return true;
    }

    @Override
    public long[] outputShape(long[] input) {
      return new long[] {
        input[0],
        Shapes.slide(input[1], kernel, stride, padding),
        Shapes.slide(input[2], kernel, stride, padding)
      };
    }

    /** Beside the output, the place of each maximum, 8 bytes. */
    @Override
    public long keptBytes(long[] input, int width) {
      return (width + Long.BYTES) * Shapes.size(outputShape(input));
    }

    @Override
    public String write(Script script, String input) {
      return script.let(
          "torch.max_pool2d(%s, [%s, %s], [%s, %s], [%s, %s], [1, 1], False)"
              .formatted(input, kernel, kernel, stride, stride, padding, padding));
    }
  }

  /**
   * Adds a shortcut to a body and rectifies the sum, as in a residual network.
   *
   * @param body the layers beside the shortcut
   * @param shortcut the layers of the shortcut; empty for the identity
   */
  record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {

    /** Copies the lists. */
    public Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
    }

    @Override
    public boolean onMaps() {
      return both().anyMatch(Layer::onMaps);
    }

    @Override
    public List<ParameterSpec> parameters() {
      return both().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public List<String> norms() {
      return both().flatMap(layer -> layer.norms().stream()).toList();
    }

    @Override
    public List<String> dropouts() {
      return both().flatMap(layer -> layer.dropouts().stream()).toList();
    }

    @Override
    public long[] outputShape(long[] input) {
      return Layers.outputShape(body, input);
    }

    @Override
    public long multiplyAdds(long[] input) {
      return Layers.multiplyAdds(body, input) + Layers.multiplyAdds(shortcut, input);
    }

    @Override
    public long keptBytes(long[] input, int width) {
      return Layers.keptBytes(body, input, width) + Layers.keptBytes(shortcut, input, width);
    }

    @Override
    public String write(Script script, String input) {
      String sum = Layers.write(body, script, input);
      String skip = Layers.write(shortcut, script, input);
      return script.let("torch.relu_(torch.add_(%s, %s))".formatted(sum, skip));
    }

    private Stream<Layer> both() {
      return Stream.concat(body.stream(), shortcut.stream());
    }
  }

  /**
   * Sets a random share of the numbers to 0 and scales the others up, while it is active.
   *
   * @param name dotted; there is no tensor of that name
   * @param share at least 0 and below 1
   */
  record Dropout(String name, double share) implements Layer {

    @Override
    public List<String> dropouts() {
      return List.of(name);
    }

    @Override
    public String write(Script script, String input) {
      return script.active(name)
          ? script.let("torch.dropout(%s, %s, True)".formatted(input, share))
          : input;
    }
  }

  /** Mean over height and width: [batch, channels, height, width] to [batch, channels]. */
  record GlobalAverage() implements Layer {

    @Override
    public boolean onMaps() {
      return true;
    }

    @Override
    public long[] outputShape(long[] input) {
      return new long[] {input[0]};
    }

    @Override
    public String write(Script script, String input) {
      return script.let("torch.mean(%s, [2, 3])".formatted(input));
    }
  }

  /**
   * Mean over the positions that a mask marks: [batch, length, width] to [batch, width].
   *
   * @param mask name of the mask among the stage's tensors: [batch, length]
   */
  record MaskedMean(String mask) implements Layer {

    @Override
    public List<String> masks() {
      return List.of(mask);
    }

    @Override
    public long[] outputShape(long[] input) {
      return new long[] {input[1]};
    }

    @Override
    public String write(Script script, String input) {
      String weights = script.let("torch.unsqueeze(%s, 2)".formatted(script.tensor(mask)));
      String sum = script.let("torch.sum(torch.mul(%s, %s), [1])".formatted(input, weights));
      return script.let("torch.div(%s, torch.sum(%s, [1]))".formatted(sum, weights));
    }
  }

  /**
   * Subtracts a fixed mean and divides by a fixed deviation, [batch, width]. The statistics are
   * those of the training part's features and never move.
   *
   * @param name dotted; holds {@code running_mean} and {@code running_var}: [width]
   */
  record Standardize(String name, int width) implements Layer {

    @Override
    public List<ParameterSpec> parameters() {
      long[] shape = {width};
      return List.of(
          new ParameterSpec(name + ".running_mean", shape, Role.RUNNING_MEAN),
          new ParameterSpec(name + ".running_var", shape, Role.RUNNING_VARIANCE));
    }

    @Override
    public String write(Script script, String input) {
      String centred =
          script.let("torch.sub(%s, %s)".formatted(input, script.tensor(name + ".running_mean")));
      String deviation =
          script.let(
              "torch.sqrt(torch.add(%s, 1.0e-05))".formatted(script.tensor(name + ".running_var")));
      return script.let("torch.div(%s, %s)".formatted(centred, deviation));
    }
  }

  /**
   * Linear layer over the last axis, {@code Y = X Wᵀ + b}.
   *
   * @param name dotted; holds {@code weight}: [out, in] and {@code bias}: [out]
   */
  record Linear(String name, int in, int out) implements Layer {

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          new ParameterSpec(name + ".weight", new long[] {out, in}, Role.MATRIX),
          new ParameterSpec(name + ".bias", new long[] {out}, Role.BIAS));
    }

    @Override
    public long[] outputShape(long[] input) {
      long[] output = input.clone();
      output[output.length - 1] = out;
      return output;
    }

    @Override
    public long multiplyAdds(long[] input) {
      return Shapes.size(outputShape(input)) * in;
    }

    @Override
    public String write(Script script, String input) {
      return script.let(
          "torch.linear(%s, %s, %s)"
              .formatted(input, script.weight(name + ".weight"), script.weight(name + ".bias")));
    }
  }
}
