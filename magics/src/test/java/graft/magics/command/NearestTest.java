package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> OPTIONS =
      List.of("data", "model", "epochs", "lr", "batch", "metric", "as", "help");

  @ParameterizedTest
  @CsvSource({
    "epoch,epochs",
    "e,epochs",
    "Epochs,epochs",
    "ecpohs,epochs",
    "epohcs,epochs",
    "bacth,batch",
    "batch-size,batch",
    "batch_size,batch",
    "dataset,data",
    "asd,as",
    "hlep,help"
  })
  void near(String typed, String meant) {
    assertThat(Nearest.of(typed, OPTIONS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"foo", "ls", "learning-rate", "m", "x", "optimizer", "''"})
  void notNear(String typed) {
    assertThat(Nearest.of(typed, OPTIONS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'',abc,3", "abc,abc,0", "abc,acb,1", "kitten,sitting,3", "ab,ba,1", "abcd,abxd,1"})
  void distances(String a, String b, int expected) {
    assertThat(Nearest.distance(a, b)).isEqualTo(expected);
    assertThat(Nearest.distance(b, a)).isEqualTo(expected);
  }
}
