package graft.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Factors matrices, differentiably. A matrix is the last two axes; axes before them are a batch.
 * Results belong to the first matrix's manager.
 */
public final class LinearAlgebra {

  private static final Programs PROGRAMS =
      new Programs(
          """
            def cholesky(self: __torch__.Root, a: Tensor) -> List[Tensor]:
              return [torch.linalg_cholesky(a)]
            def eigh(self: __torch__.Root, a: Tensor) -> List[Tensor]:
              values, vectors, = torch.linalg_eigh(a)
              return [values, vectors]
            def svd(self: __torch__.Root, a: Tensor) -> List[Tensor]:
              u, s, vh, = torch.linalg_svd(a, False)
              return [u, s, vh]
            def solve(self: __torch__.Root, a: Tensor, b: Tensor) -> List[Tensor]:
              return [torch.linalg_solve(a, b)]
          """);

  private LinearAlgebra() {}

  /**
   * Returns the lower triangular L with {@code A = L Lᵀ}.
   *
   * @param matrix symmetric and positive definite
   */
  public static NDArray cholesky(NDArray matrix) {
    return PROGRAMS.call("cholesky", matrix);
  }

  /**
   * Returns the eigenvalues of a symmetric matrix, from the smallest, then its eigenvectors as
   * columns.
   */
  public static NDList eigh(NDArray matrix) {
    return PROGRAMS.call("eigh", List.of(matrix), List.of());
  }

  /**
   * Returns U, the singular values from the largest, and Vᵀ, with {@code A = U diag(S) Vᵀ}; U has
   * as many columns, and Vᵀ as many rows, as there are singular values.
   */
  public static NDList svd(NDArray matrix) {
    return PROGRAMS.call("svd", List.of(matrix), List.of());
  }

  /**
   * Returns X with {@code A X = B}.
   *
   * @param matrix A, square and invertible
   * @param right B, as many rows as A
   */
  public static NDArray solve(NDArray matrix, NDArray right) {
    return PROGRAMS.call("solve", matrix, right);
  }
}
