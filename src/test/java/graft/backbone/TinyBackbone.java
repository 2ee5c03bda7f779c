package graft.backbone;

import graft.backbone.Layer.BatchNorm;
import graft.backbone.Layer.Convolution;
import graft.backbone.Layer.Relu;
import graft.backbone.Layer.Residual;
import java.util.List;

/** Architectures that train in milliseconds. */
public final class TinyBackbone {

  private TinyBackbone() {}

  /** Describes a residual network of any width and size. */
  public static Architecture resNet(int depth, int width, int size) {
    return ResNet.describe(depth, width, size);
  }

  /** Describes two stages of three convolutions, for pictures of 3 x 8 x 8. */
  public static Architecture twoStages() {
    Stage stem =
        new Stage(
            "stem",
            "pixels",
            "maps",
            List.of(new Convolution("conv1", 3, 4, 3, 2, 1), new BatchNorm("bn1", 4), new Relu()));
    Stage block =
        new Stage(
            "block",
            "maps",
            "maps",
            List.of(
                new Residual(
                    List.of(
                        new Convolution("block.conv1", 4, 4, 3, 1, 1),
                        new BatchNorm("block.bn1", 4),
                        new Relu(),
                        new Convolution("block.conv2", 4, 4, 3, 1, 1),
                        new BatchNorm("block.bn2", 4)),
                    List.of())));
    return new Architecture("Tiny", new long[] {3, 8, 8}, List.of(stem, block));
  }
}
