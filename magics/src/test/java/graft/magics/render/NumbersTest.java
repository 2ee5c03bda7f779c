package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.metric.Interval;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.003,0.003",
    "1e-4,1e-4",
    "3.1622776601683795e-4,3.16e-4",
    "0.0010000000001,0.001",
    "0.05,0.05",
    "10,10.0",
    "0,0.0",
    "NaN,NaN"
  })
  void ratesAsUsersTypeThem(double rate, String expected) {
    assertThat(Numbers.rate(rate)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"850000000,850 MB", "999999999,1000 MB", "1250000000,1.3 GB"})
  void memory(long bytes, String expected) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.93333, 0.9333",
    "0, 0.0000",
    "-2.5, -2.5000",
    "123.456, 123.5",
    "0.0000125, 1.25e-05",
    "12345678, 1.23e+07",
    "NaN, NaN",
    "Infinity, ∞",
    "-Infinity, -∞"
  })
  void valueIsShort(double value, String expected) {
    assertThat(Numbers.value(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.04, 0.0 s", "59.94, 59.9 s", "125, 2 min 05 s", "3720, 1 h 02 min"})
  void durationIsInWords(double seconds, String expected) {
    assertThat(Numbers.duration(seconds)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"41, 00:41", "3599.4, 59:59", "3723, 1:02:03"})
  void clockHasHoursOnlyWhereNeeded(double seconds, String expected) {
    assertThat(Numbers.clock(seconds)).isEqualTo(expected);
  }

  @Test
  void shareThatIsNotDefinedIsADash() {
    assertThat(Numbers.share(Double.NaN)).isEqualTo("–");
  }

  @Test
  void nounHasAPlural() {
    assertThat(Numbers.count(1, "epoch")).isEqualTo("1 epoch");
    assertThat(Numbers.count(1200, "epoch")).isEqualTo("1,200 epochs");
  }

  @Test
  void localeOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(Numbers.interval(new Interval(0.9, 0.85, 1)))
          .isEqualTo("0.900 (95 % interval 0.850 to 1.000)");
      assertThat(Numbers.count(2_797_610)).isEqualTo("2,797,610");
    } finally {
      Locale.setDefault(before);
    }
  }
}
