package graft.task;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import graft.engine.Programs;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import java.util.Arrays;

/**
 * Cross-entropy of softmax in nats, as torch's {@code cross_entropy} defines it: {@code - sum of
 * weight[c] * target[c] * log softmax[c]}, where the target is that of the example, smoothed. The
 * mean over a batch divides by the true classes' weights where there is one class an example, and
 * by the number of examples where targets are shares, so that each share counts with the weight of
 * its own class.
 *
 * @param labelSmoothing share of each target that is spread over all classes, from 0 to 1
 * @param classWeights how much each class counts: [classes]; empty where all count 1
 * @see <a
 *     href="https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html">torch</a>
 */
public record CrossEntropyLoss(double labelSmoothing, float[] classWeights) {

  /** Neither smooths nor weights. */
  public static final CrossEntropyLoss PLAIN = new CrossEntropyLoss(0, new float[0]);

  private static final Programs PROGRAMS =
      new Programs(
          """
            def cross_entropy(self: __torch__.Root, logits: Tensor, targets: Tensor, classes: Tensor, weights: Tensor, counted: Tensor, smoothing: Tensor) -> List[Tensor]:
              each = torch.cross_entropy_loss(logits, targets, classes, 0, -100, float(smoothing))
              return [torch.div(torch.sum(torch.mul(each, weights)), torch.sum(counted))]
          """);

  /**
   * Copies the weights.
   *
   * @throws IllegalArgumentException if the share is not from 0 to 1
   */
  public CrossEntropyLoss {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be from 0 to 1, received " + labelSmoothing);
    }
    classWeights = classWeights.clone();
  }

  /**
   * Returns the mean over examples of one class each.
   *
   * @param logits [batch, classes]
   * @param truth index of the true class: [batch]
   * @param weights how much each example counts: [batch]
   * @return a scalar
   */
  NDArray of(NDArray logits, int[] truth, float[] weights) {
    float[] perClass = weightsOf(logits);
    float[] counted = weights.clone();
    for (int i = 0; i < counted.length; i++) {
      counted[i] *= perClass[truth[i]];
    }
    long[] targets = Arrays.stream(truth).asLongStream().toArray();
    return mean(
        logits,
        logits.getManager().create(targets, new Shape(targets.length)),
        new Weights(perClass, weights, counted));
  }

  /**
   * Returns the mean over examples that belong to several classes by shares.
   *
   * @param logits [batch, classes]
   * @param shares [batch, classes]; each row adds up to 1
   * @param weights how much each example counts: [batch]
   * @return a scalar
   */
  NDArray of(NDArray logits, FloatTensor shares, float[] weights) {
    return mean(
        logits,
        Transfer.toTorch(shares, logits.getManager()),
        new Weights(weightsOf(logits), weights, weights));
  }

  private NDArray mean(NDArray logits, NDArray targets, Weights weights) {
    NDManager manager = logits.getManager();
    return PROGRAMS.call(
        "cross_entropy",
        logits,
        targets,
        Transfer.toTorch(FloatTensor.of(weights.perClass()), manager),
        Transfer.toTorch(FloatTensor.of(weights.perExample()), manager),
        Transfer.toTorch(FloatTensor.of(weights.counted()), manager),
        manager.create(labelSmoothing));
  }

  private float[] weightsOf(NDArray logits) {
    if (classWeights.length > 0) {
      return classWeights;
    }
    float[] ones = new float[(int) logits.getShape().get(1)];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * What counts how much.
   *
   * @param counted what the sum is divided by: [batch]
   */
  private record Weights(float[] perClass, float[] perExample, float[] counted) {}
}
