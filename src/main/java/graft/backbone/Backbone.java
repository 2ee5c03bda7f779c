package graft.backbone;

import graft.data.Preprocessing;

/**
 * Holds what is pretrained, as a description: nothing of it takes native memory.
 *
 * @param card what it is and where it comes from
 * @param architecture its layers per stage
 * @param preprocessing what its inputs went through when it was trained
 * @param weights where its tensors come from
 */
public record Backbone(
    ModelCard card, Architecture architecture, Preprocessing preprocessing, WeightSource weights) {

  /** Returns the name that users type. */
  public String name() {
    return card.name();
  }

  /** Returns the width of pooled features. */
  public int featureWidth() {
    return architecture.featureWidth();
  }
}
