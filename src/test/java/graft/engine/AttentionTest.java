package graft.engine;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares with torch.nn.functional.scaled_dot_product_attention. */
class AttentionTest {

  private final Differentiated reference = new Differentiated();

  @AfterEach
  void close() {
    reference.close();
  }

  @Test
  void everyPositionSeesEveryOther() {
    reference.assertResult(
        "attention",
        List.of("q", "k", "v"),
        inputs -> Attention.full(inputs.get(0), inputs.get(1), inputs.get(2)));
  }

  @Test
  void causalPositionsSeeWhatWasBefore() {
    NDArray query = reference.parameter("q");
    NDArray key = first(reference.parameter("k"));
    NDArray value = first(reference.parameter("v"));

    reference.assertEqual("causal", Attention.causal(query, key, value));
  }

  @Test
  void masksHidePositions() {
    NDArray mask = reference.array("mask");

    reference.assertResult(
        "masked",
        List.of("q", "k", "v"),
        inputs -> Attention.masked(inputs.get(0), inputs.get(1), inputs.get(2), mask));
  }

  private static NDArray first(NDArray sequence) {
    return sequence.get(":, :, :5");
  }
}
