package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.engine.Gradients;
import graft.engine.NamedArrays;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tiny.TinyNoise;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {

  private static final int BATCH = 2;
  private static final int HEIGHT = 7;
  private static final int WIDTH = 6;
  private static final int OUT = 5;
  private static final Mode MODE = new Mode(Set.of(), Precision.F32);

  @ParameterizedTest
  @CsvSource({"3, 2", "4, 2", "4, 3", "8, 2", "4, 1"})
  void aKernelOfOnePixelReadsEveryPixelOfItsStride(int channels, int stride) {
    FloatTensor maps = TinyNoise.normal(2, BATCH, channels, HEIGHT, WIDTH);
    FloatTensor weight = TinyNoise.normal(3, OUT, channels, 1, 1);
    float[] sums = new float[channels]; // of the pixels that are read: the gradient of a sum
    float[] expected = forward(maps, weight, channels, stride, sums);

    try (NamedArrays tensors = new NamedArrays(Device.cpu());
        NDManager scratch = Torch.newManager(Device.cpu());
        RunningStage running = running(channels, stride, weight, tensors)) {
      NDArray live = tensors.get("conv.weight");
      live.setRequiresGradient(true);
      NDArray output;
      NDArray gradient;
      try (Gradients recording = Gradients.record()) {
        output = running.forward(Map.of("maps", Transfer.toTorch(maps, scratch)), MODE).get("maps");
        gradient = recording.of(output.sum(), List.of(live)).get(0);
      }

      assertThat(Transfer.toJava(output).values()).containsExactly(expected, within(1e-5f));
      float[] rows = Transfer.toJava(gradient).values();
      for (int i = 0; i < rows.length; i++) {
        assertThat(rows[i]).isCloseTo(sums[i % channels], within(1e-4f));
      }
    }
  }

  /** The networks that people use compute as they did, to the bit. */
  @Test
  void channelsThatFillOneDnnsBlocksAreConvolvedWithTheStride() {
    assertThat(script(8)).contains("[2, 2], [0, 0]").doesNotContain("slice");
    assertThat(script(4)).contains("[1, 1], [0, 0]").contains("slice");
  }

  private static String script(int channels) {
    Layer convolution = new Layer.Convolution("conv", channels, OUT, 1, 2, 0);
    return new Stage("one", "maps", "maps", List.of(convolution))
        .script(name -> false, Precision.F32);
  }

  private static RunningStage running(
      int channels, int stride, FloatTensor weight, NamedArrays tensors) {
    tensors.put("conv.weight", weight);
    Layer convolution = new Layer.Convolution("conv", channels, OUT, 1, stride, 0);
    return new RunningStage(new Stage("one", "maps", "maps", List.of(convolution)), tensors);
  }

  private static float[] forward(
      FloatTensor maps, FloatTensor weight, int channels, int stride, float[] sums) {
    int rows = (HEIGHT - 1) / stride + 1;
    int columns = (WIDTH - 1) / stride + 1;
    float[] output = new float[BATCH * OUT * rows * columns];
    for (int at = 0; at < output.length; at++) {
      int column = at % columns;
      int row = at / columns % rows;
      int out = at / (columns * rows) % OUT;
      int example = at / (columns * rows * OUT);
      for (int channel = 0; channel < channels; channel++) {
        int plane = example * channels + channel;
        float pixel = maps.values()[(plane * HEIGHT + row * stride) * WIDTH + column * stride];
        output[at] += weight.values()[out * channels + channel] * pixel;
        sums[channel] += out == 0 ? pixel : 0;
      }
    }
    return output;
  }
}
