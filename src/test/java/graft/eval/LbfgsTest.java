package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {

  @Test
  void quadraticOfUnlikeCurvatures() {
    double[] centre = {3, -2, 0.5, 100};
    double[] curvature = {1, 1000, 0.1, 10};

    double[] found =
        Lbfgs.minimise(
            (at, gradient) -> {
              double value = 0;
              for (int i = 0; i < at.length; i++) {
                double away = at[i] - centre[i];
                value += curvature[i] * away * away / 2;
                gradient[i] = curvature[i] * away;
              }
              return value;
            },
            new double[4],
            1e-5);

    assertThat(found).containsExactly(centre, within(1e-3));
  }

  @Test
  void startAtTheMinimum() {
    double[] found =
        Lbfgs.minimise(
            (at, gradient) -> {
              gradient[0] = 2 * at[0];
              return at[0] * at[0];
            },
            new double[1],
            1e-5);

    assertThat(found).containsExactly(0);
  }

  /** log(cosh(x)) is nearly linear far out, where a full Newton step would go astray. */
  @Test
  void convexButNotQuadratic() {
    double[] found =
        Lbfgs.minimise(
            (at, gradient) -> {
              double value = 0;
              for (int i = 0; i < at.length; i++) {
                double away = at[i] - i;
                value += Math.log(Math.cosh(away));
                gradient[i] = Math.tanh(away);
              }
              return value;
            },
            new double[] {20, -20, 5},
            1e-5);

    assertThat(found).containsExactly(new double[] {0, 1, 2}, within(1e-4));
  }
}
