package graft.head;

import graft.backbone.Layer;
import graft.backbone.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes heads that score pooled features with one linear layer, {@code Y = X' Wᵀ + b}, where X' is
 * X with the training part's mean subtracted and divided by its deviation.
 *
 * <ul>
 *   <li>features X: [batch, featureWidth], float32
 *   <li>weight W: [outputs, featureWidth]; bias b: [outputs]
 *   <li>output Y: [batch, outputs], logits; apply softmax for probabilities
 * </ul>
 */
public final class LinearHead {

  private LinearHead() {}

  /**
   * Describes a head over feature maps [batch, channels, height, width], averaged over the picture,
   * without dropout.
   *
   * @param name prefix of its tensors and outputs, for example {@code fc}
   * @param maps name of the tensor that the backbone makes
   * @param featureWidth channels of the maps
   * @param outputs number of scores, at least 1
   * @throws IllegalArgumentException if {@code outputs < 1}
   */
  public static Head overMaps(String name, String maps, int featureWidth, int outputs) {
    return overMaps(name, maps, featureWidth, outputs, 0);
  }

  /**
   * Describes the same head with dropout before the linear layer.
   *
   * @param dropout share of the features that a training step leaves out, at least 0 and below 1
   */
  public static Head overMaps(
      String name, String maps, int featureWidth, int outputs, double dropout) {
    return of(name, maps, new Layer.GlobalAverage(), featureWidth, outputs, dropout);
  }

  /**
   * Describes a head over sequences [batch, length, featureWidth], averaged over the positions that
   * a mask marks.
   *
   * @param mask name of the mask: [batch, length]
   */
  public static Head overSequence(
      String name, String sequence, String mask, int featureWidth, int outputs) {
    return of(name, sequence, new Layer.MaskedMean(mask), featureWidth, outputs, 0);
  }

  private static Head of(
      String name, String input, Layer pooling, int width, int outputs, double dropout) {
    if (outputs < 1) {
      throw new IllegalArgumentException(
          "head '%s' needs at least 1 output, received %d".formatted(name, outputs));
    }
    String features = input + ".mean";
    List<Layer> scoring = new ArrayList<>();
    scoring.add(new Layer.Standardize(name + ".standardize", width));
    if (dropout > 0) {
      scoring.add(new Layer.Dropout(name + ".dropout", dropout));
    }
    scoring.add(new Layer.Linear(name, width, outputs));
    return new Head(
        name,
        new Stage(name + ".pooling", input, features, List.of(pooling)),
        new Stage(name, features, name, scoring));
  }
}
