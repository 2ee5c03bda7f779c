package graft.backbone;

import java.util.List;

/**
 * Says what a pretrained model is and where it comes from.
 *
 * @param name how users call it, for example {@code graft-nano}
 * @param architecture in words, for example {@code ResNet-18, base width 32}
 * @param parameters how many numbers the backbone has
 * @param input in words, for example {@code 3 x 128 x 128, mean 0.485 0.456 0.406, ...}
 * @param featureWidth length of the pooled features
 * @param source where the weights lie: {@code embedded}, a file's name or {@code random, seed 42}
 * @param sha256 of the weights file, in hexadecimal; empty for random weights
 * @param licence of the weights
 * @param stages names, in order
 * @param notes what else its card says, in words
 */
public record ModelCard(
    String name,
    String architecture,
    long parameters,
    String input,
    int featureWidth,
    String source,
    String sha256,
    String licence,
    List<String> stages,
    String notes) {

  /** Copies the list. */
  public ModelCard {
    stages = List.copyOf(stages);
  }
}
