package graft.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/**
 * Records what the calling thread computes while it is open, and differentiates it. Gradients are
 * handed out instead of gathered in the parameters, so that none has to be set to zero and added
 * to: for ResNet-18 that moves 180 MB less a step. Whoever opens it closes it, on the same thread.
 */
public final class Gradients implements AutoCloseable {

  private static final Programs PROGRAMS =
      new Programs(
          """
            def gradients(self: __torch__.Root, loss: Tensor, p: List[Tensor]) -> List[Tensor]:
              each = torch.grad([loss], p, None, False, False, True)
              out = annotate(List[Tensor], [])
              for i in range(torch.len(p)):
                gradient = each[i]
                if torch.__is__(gradient, None):
                  known = torch.zeros_like(p[i])
                else:
                  known = unchecked_cast(Tensor, gradient)
                _0 = torch.append(out, known)
              return out
          """);

  private Gradients() {}

  /** Begins to record. */
  public static Gradients record() {
    Torch.prepareThread();
    JniUtils.setGradMode(true);
    return new Gradients();
  }

  /**
   * Differentiates, once: what was recorded for this loss is freed.
   *
   * @param loss a scalar
   * @param parameters require gradients
   * @return a gradient a parameter, in their order, zeros for those that the loss does not depend
   *     on; they belong to the loss's manager
   */
  public NDList of(NDArray loss, List<NDArray> parameters) {
    return PROGRAMS.call("gradients", List.of(loss), parameters);
  }

  @Override
  public void close() {
    JniUtils.setGradMode(false);
  }
}
