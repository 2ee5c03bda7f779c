package graft.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Measures how long all gradients are as one vector, and shortens them. */
public final class GradientNorm {

  private static final Programs PROGRAMS =
      new Programs(
          """
            def norm(self: __torch__.Root, limit: Tensor, g: List[Tensor]) -> List[Tensor]:
              each = annotate(List[Tensor], [])
              for i in range(torch.len(g)):
                _0 = torch.append(each, torch.linalg_vector_norm(g[i], 2))
              return [torch.linalg_vector_norm(torch.stack(each), 2)]
            def clip(self: __torch__.Root, limit: Tensor, g: List[Tensor]) -> List[Tensor]:
              norm = (self.norm(limit, g))[0]
              share = torch.clamp(torch.div(limit, torch.add(norm, 1.0e-06)), max=1.0)
              for i in range(torch.len(g)):
                _0 = torch.mul_(g[i], share)
              return [norm]
          """);

  private GradientNorm() {}

  /**
   * Returns the 2-norm of all gradients together.
   *
   * @param gradients at least one, on one device
   */
  public static double of(List<NDArray> gradients) {
    return call("norm", 0, gradients);
  }

  /**
   * Scales the gradients in place so that their norm is at most a limit, as {@code
   * torch.nn.utils.clip_grad_norm_} does.
   *
   * @param gradients at least one, on one device
   * @param limit above 0
   * @return the norm before
   * @throws IllegalArgumentException if the limit is not above 0
   */
  public static double clip(List<NDArray> gradients, double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("gradient norm limit must be > 0, received " + limit);
    }
    return call("clip", limit, gradients);
  }

  private static double call(String method, double limit, List<NDArray> gradients) {
    try (NDManager scratch = Torch.newManager(gradients.get(0).getDevice())) {
      NDArray bound = scratch.create((float) limit);
      return PROGRAMS.call(method, List.of(bound), gradients).get(0).getFloat();
    }
  }
}
