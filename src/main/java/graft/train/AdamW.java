package graft.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import graft.engine.Program;
import graft.engine.Torch;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay, one group of parameters with one rate and its own step counter,
 * so that parameters that join late start with the right bias correction. Moves the parameters in
 * place. Whoever makes it closes it.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter (2017)</a>
 */
final class AdamW implements AutoCloseable {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private static final String STEP =
      """
        def step(self: __torch__.Root, scalars: Tensor, a: List[Tensor]) -> List[Tensor]:
          n = torch.floordiv(torch.len(a), 4)
          decay = float(scalars[0])
          momentum = float(scalars[1])
          beta2 = float(scalars[2])
          memory = float(scalars[3])
          root = float(scalars[4])
          epsilon = float(scalars[5])
          rate = float(scalars[6])
          for i in range(n):
            w = a[i]
            g = a[torch.add(i, n)]
            m = a[torch.add(i, torch.mul(n, 2))]
            v = a[torch.add(i, torch.mul(n, 3))]
            w0 = torch.mul_(w, decay)
            m0 = torch.lerp_(m, g, momentum)
            v0 = torch.addcmul_(torch.mul_(v, beta2), g, g, value=memory)
            d = torch.add_(torch.div(torch.sqrt(v), root), epsilon)
            w1 = torch.addcdiv_(w, m, d, value=rate)
            g0 = torch.zero_(g)
          return [scalars]
      """;

  private final Program program;
  private final NDManager manager;
  private final List<NDArray> parameters;
  private final List<NDArray> moments = new ArrayList<>();
  private final double weightDecay;
  private long steps;

  /**
   * @param parameters require gradients; belong to the caller
   * @param weightDecay share of a weight that a step of rate 1 takes away
   */
  AdamW(List<NDArray> parameters, double weightDecay, Device device) {
    this.program = Program.of(STEP, device);
    this.manager = Torch.newManager(device);
    this.parameters = List.copyOf(parameters);
    this.weightDecay = weightDecay;
    for (int i = 0; i < 2; i++) {
      parameters.forEach(array -> moments.add(manager.zeros(array.getShape())));
    }
  }

  /** Moves the parameters along their gradients, and sets the gradients to zero. */
  void step(double learningRate) {
    steps++;
    double[] scalars = {
      1 - learningRate * weightDecay,
      1 - BETA1,
      BETA2,
      1 - BETA2,
      Math.sqrt(1 - Math.pow(BETA2, steps)),
      EPSILON,
      -learningRate / (1 - Math.pow(BETA1, steps))
    };
    try (NDManager scratch = manager.newSubManager()) {
      NDList arrays = new NDList(parameters);
      for (NDArray parameter : parameters) {
        NDArray gradient = parameter.getGradient();
        gradient.attach(scratch);
        arrays.add(gradient);
      }
      arrays.addAll(moments);
      program.call("step", List.of(scratch.create(scalars)), arrays);
    }
  }

  @Override
  public void close() {
    manager.close();
    program.close();
  }
}
