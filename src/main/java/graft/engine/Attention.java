package graft.engine;

import ai.djl.ndarray.NDArray;

/**
 * Scaled dot-product attention in one fused operation, {@code softmax(Q Kᵀ / √width) V}.
 *
 * <ul>
 *   <li>query: [batch, heads, length, width]
 *   <li>key, value: [batch, heads, other length, width]
 *   <li>output: [batch, heads, length, width]; belongs to the query's manager
 * </ul>
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017), equation 1</a>
 */
public final class Attention {

  private static final Programs PROGRAMS =
      new Programs(
          """
            def full(self: __torch__.Root, q: Tensor, k: Tensor, v: Tensor) -> List[Tensor]:
              return [torch.scaled_dot_product_attention(q, k, v, None, 0., False)]
            def causal(self: __torch__.Root, q: Tensor, k: Tensor, v: Tensor) -> List[Tensor]:
              return [torch.scaled_dot_product_attention(q, k, v, None, 0., True)]
            def masked(self: __torch__.Root, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> List[Tensor]:
              return [torch.scaled_dot_product_attention(q, k, v, mask, 0., False)]
          """);

  private Attention() {}

  /** Every position sees every other. */
  public static NDArray full(NDArray query, NDArray key, NDArray value) {
    return PROGRAMS.call("full", query, key, value);
  }

  /** A position sees itself and those before it. */
  public static NDArray causal(NDArray query, NDArray key, NDArray value) {
    return PROGRAMS.call("causal", query, key, value);
  }

  /**
   * A position sees what a mask allows.
   *
   * @param mask added to the scores, 0 for what is seen and minus infinity for what is not; its
   *     shape fits [batch, heads, length, other length] with axes of length 1 repeated
   */
  public static NDArray masked(NDArray query, NDArray key, NDArray value, NDArray mask) {
    return PROGRAMS.call("masked", query, key, value, mask);
  }
}
