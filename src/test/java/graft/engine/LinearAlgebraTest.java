package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares with torch.linalg; vectors, whose signs are free, by what they are for. */
class LinearAlgebraTest {

  private static final double CLOSE = 1e-4;

  private final Differentiated reference = new Differentiated();

  @AfterEach
  void close() {
    reference.close();
  }

  @Test
  void choleskyFactors() {
    reference.assertResult(
        "cholesky", List.of("symmetric"), inputs -> LinearAlgebra.cholesky(inputs.get(0)));
  }

  @Test
  void eigenvaluesAscend() {
    reference.assertResult(
        "eigenvalues", List.of("symmetric"), inputs -> LinearAlgebra.eigh(inputs.get(0)).get(0));
  }

  @Test
  void eigenvectorsAreColumns() {
    NDArray matrix = reference.array("symmetric");

    NDList eigen = LinearAlgebra.eigh(matrix);

    NDArray stretched = eigen.get(1).mul(eigen.get(0).expandDims(1));
    assertThat(matrix.matMul(eigen.get(1)).sub(stretched).abs().max().getFloat())
        .isLessThan((float) CLOSE);
  }

  @Test
  void singularValuesDescend() {
    reference.assertResult(
        "singular values", List.of("tall"), inputs -> LinearAlgebra.svd(inputs.get(0)).get(1));
  }

  @Test
  void singularVectorsGiveTheMatrixBack() {
    NDArray matrix = reference.array("tall");

    NDList factors = LinearAlgebra.svd(matrix);

    NDArray product = factors.get(0).mul(factors.get(1)).matMul(factors.get(2));
    assertThat(product.sub(matrix).abs().max().getFloat()).isLessThan((float) CLOSE);
  }

  @Test
  void solvesForEveryColumn() {
    reference.assertResult(
        "solution",
        List.of("symmetric", "right"),
        inputs -> LinearAlgebra.solve(inputs.get(0), inputs.get(1)));
  }
}
