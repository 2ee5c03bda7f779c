package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import graft.tensor.FloatTensor;
import graft.tiny.TinyNoise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {

  private static final String LINEAR =
      """
        def forward(self: __torch__.Root, x: Tensor, p: List[Tensor]) -> List[Tensor]:
          y = torch.linear(x, p[0], p[1])
          return [torch.relu_(y)]
      """;

  @Test
  void computesWhatItsTextSays() {
    try (Program program = Program.of(LINEAR, Device.cpu());
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray x = manager.create(new float[][] {{1, 2}});
      NDArray weight = manager.create(new float[][] {{3, 4}, {-5, -6}});
      NDArray bias = manager.create(new float[] {0.5f, 0.5f});

      NDList output = program.call("forward", List.of(x), List.of(weight, bias));

      assertThat(output.get(0).toFloatArray()).containsExactly(11.5f, 0f);
    }
  }

  @Test
  void gradientsReachItsList() {
    try (Program program = Program.of(LINEAR, Device.cpu());
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray x = manager.create(new float[][] {{1, 2}});
      NDArray weight = manager.create(new float[][] {{3, 4}, {-5, -6}});
      NDArray bias = manager.create(new float[] {0.5f, 0.5f});
      weight.setRequiresGradient(true);

      try (GradientCollector collector = Torch.engine().newGradientCollector()) {
        NDList output = program.call("forward", List.of(x), List.of(weight, bias));
        collector.backward(output.get(0).sum());
      }

      assertThat(weight.getGradient().toFloatArray()).containsExactly(1, 2, 0, 0);
    }
  }

  /** With the graph executor's own derivatives, calls 2 to 5 of these operations differ from 1. */
  @Test
  void gradientsOfEveryCallAreEqualBitForBit() {
    String method =
        """
          def forward(self: __torch__.Root, x: Tensor, p: List[Tensor]) -> List[Tensor]:
            y = torch.linear(x, p[0])
            z = torch.gelu(torch.mul(torch.tanh(y), y))
            return [torch.mean(torch.mul(z, y))]
        """;
    try (Program program = Program.of(method, Device.cpu());
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray x = Transfer.toTorch(TinyNoise.normal(1, 32, 48), manager);
      NDArray weight = Transfer.toTorch(TinyNoise.normal(2, 64, 48), manager);
      weight.setRequiresGradient(true);

      List<FloatTensor> gradients = new ArrayList<>();
      for (int call = 1; call <= 5; call++) {
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
          collector.backward(program.call("forward", List.of(x), List.of(weight)).get(0));
        }
        gradients.add(Transfer.toJava(weight.getGradient()));
        weight.getGradient().muli(0);
      }

      assertThat(gradients).containsOnly(gradients.get(0));
    }
  }
}
