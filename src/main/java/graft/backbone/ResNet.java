package graft.backbone;

import graft.backbone.Layer.BatchNorm;
import graft.backbone.Layer.Convolution;
import graft.backbone.Layer.MaxPool;
import graft.backbone.Layer.Relu;
import graft.backbone.Layer.Residual;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Residual networks under torchvision's names.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al. (2015), table 1</a>
 */
final class ResNet {

  /** Blocks a stage, by depth. */
  private static final Map<Integer, int[]> BLOCKS =
      Map.of(18, new int[] {2, 2, 2, 2}, 34, new int[] {3, 4, 6, 3}, 50, new int[] {3, 4, 6, 3});

  private static final String MAPS = "maps";
  private static final int BOTTLENECK_EXPANSION = 4;

  private final boolean bottleneck;
  private int channels;

  private ResNet(boolean bottleneck, int width) {
    this.bottleneck = bottleneck;
    this.channels = width;
  }

  /**
   * Describes a ResNet.
   *
   * @param depth 18, 34 or 50
   * @param width channels of the first stage; 64 in the paper
   * @param size height and width of the input pictures
   */
  static Architecture describe(int depth, int width, int size) {
    int[] blocks = BLOCKS.get(depth);
    if (blocks == null) {
      throw new IllegalArgumentException(
          "ResNet depth must be 18, 34 or 50, received %d".formatted(depth));
    }
    ResNet net = new ResNet(depth >= 50, width);
    List<Stage> stages = new ArrayList<>(List.of(stem(width)));
    for (int i = 0; i < blocks.length; i++) {
      stages.add(net.stage("layer" + (i + 1), width << i, blocks[i], i == 0 ? 1 : 2));
    }
    return new Architecture("ResNet-" + depth, new long[] {3, size, size}, stages);
  }

  private static Stage stem(int width) {
    return new Stage(
        "stem",
        "pixels",
        MAPS,
        List.of(
            new Convolution("conv1", 3, width, 7, 2, 3),
            new BatchNorm("bn1", width),
            // the maximum of rectified values is the rectified maximum, of a quarter as many
            new MaxPool(3, 2, 1),
            new Relu()));
  }

  private Stage stage(String name, int width, int blocks, int stride) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      layers.add(block(name + "." + i + ".", width, i == 0 ? stride : 1));
    }
    return new Stage(name, MAPS, MAPS, layers);
  }

  private Layer block(String name, int width, int stride) {
    int in = channels;
    int out = bottleneck ? BOTTLENECK_EXPANSION * width : width;
    channels = out;
    List<Layer> body =
        bottleneck ? bottleneck(name, in, width, out, stride) : basic(name, in, out, stride);
    return new Residual(body, shortcut(name, in, out, stride));
  }

  private static List<Layer> basic(String name, int in, int out, int stride) {
    return List.of(
        new Convolution(name + "conv1", in, out, 3, stride, 1),
        new BatchNorm(name + "bn1", out),
        new Relu(),
        new Convolution(name + "conv2", out, out, 3, 1, 1),
        new BatchNorm(name + "bn2", out));
  }

  /** The stride lies on the 3x3 convolution, as torchvision has it. */
  private static List<Layer> bottleneck(String name, int in, int width, int out, int stride) {
    return List.of(
        new Convolution(name + "conv1", in, width, 1, 1, 0),
        new BatchNorm(name + "bn1", width),
        new Relu(),
        new Convolution(name + "conv2", width, width, 3, stride, 1),
        new BatchNorm(name + "bn2", width),
        new Relu(),
        new Convolution(name + "conv3", width, out, 1, 1, 0),
        new BatchNorm(name + "bn3", out));
  }

  private static List<Layer> shortcut(String name, int in, int out, int stride) {
    if (stride == 1 && in == out) {
      return List.of();
    }
    return List.of(
        new Convolution(name + "downsample.0", in, out, 1, stride, 0),
        new BatchNorm(name + "downsample.1", out));
  }
}
