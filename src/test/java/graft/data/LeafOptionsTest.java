package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import graft.data.leaf.Season;
import graft.data.leaf.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeafOptionsTest {

  @Test
  void bareNameMeansTheDefaults() {
    assertThat(LeafSamples.parse("sample:leaves")).isEqualTo(LeafOptions.DEFAULTS);
    assertThat(LeafOptions.DEFAULTS.name()).isEqualTo("sample:leaves");
  }

  @Test
  void everyKnobIsRead() {
    LeafOptions options =
        LeafSamples.parse(
            "sample:leaves,classes=4,count=50,size=64,season=autumn,style=sketch,imbalance=2.5,"
                + "noise=0.1,seed=-7");

    assertThat(options)
        .isEqualTo(new LeafOptions(4, 50, 64, Season.AUTUMN, Style.SKETCH, 2.5, 0.1, -7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample:leaves,classes=4,count=50,size=64,season=autumn,style=sketch,imbalance=2.5,noise=0.1,seed=7",
        "sample:leaves,imbalance=3",
        "sample:leaves,season=winter"
      })
  void shortestNameReadsAsTheSame(String name) {
    assertThat(LeafSamples.parse(name).name()).isEqualTo(name);
  }

  @Test
  void nameLeavesOutWhatIsUsual() {
    String name = LeafSamples.parse("sample:leaves, seed=7, size=128 ,classes=5").name();

    assertThat(name).isEqualTo("sample:leaves,seed=7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "classes=11 | classes must be a whole number from 2 to 10, received 11",
        "classes=1 | classes must be a whole number from 2 to 10, received 1",
        "count=0 | count must be a whole number from 1 to 5000, received 0",
        "count=many | count must be a whole number, received many",
        "size=16 | size must be a whole number from 32 to 512, received 16",
        "noise=0.6 | noise must be a number from 0 to 0.5, received 0.6",
        "noise=NaN | noise must be a number from 0 to 0.5, received NaN",
        "imbalance=61 | imbalance must be a number from 1 to the count, 60, received 61",
        "imbalance=0.5 | imbalance must be a number from 1 to the count, 60, received 0.5",
        "seed=1.5 | seed must be a whole number, received 1.5",
        "seed= | seed must be a whole number, received nothing"
      })
  void wrongValueIsNamedWithItsRange(String knob, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeafSamples.parse("sample:leaves," + knob))
        .withMessage(message);
  }

  @Test
  void unknownKnobSuggestsNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeafSamples.parse("sample:leaves,saison=autumn"))
        .withMessage(
            "unknown knob 'saison' of sample:leaves; did you mean season? (there are classes,"
                + " count, size, season, style, imbalance, noise, seed)");
  }

  @Test
  void unknownKnobFarFromAllListsThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeafSamples.parse("sample:leaves,watermark=1"))
        .withMessage(
            "unknown knob 'watermark' of sample:leaves (there are classes, count, size, season,"
                + " style, imbalance, noise, seed)");
  }

  @Test
  void unknownSeasonSuggestsNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeafSamples.parse("sample:leaves,season=autum"))
        .withMessage(
            "season must be spring|summer|autumn|winter, received autum; did you mean autumn?");
  }

  @Test
  void knobGivenTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeafSamples.parse("sample:leaves,size=64,size=32"))
        .withMessage("knob size of sample:leaves must be given once, received it twice");
  }

  @Test
  void knobWithoutValueShowsAnExample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeafSamples.parse("sample:leaves,style"))
        .withMessage("knob style of sample:leaves needs a value, for example style=sketch");
  }

  @Test
  void anotherSampleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeafSamples.parse("sample:flowers,size=64"))
        .withMessage("sample must be sample:leaves, received sample:flowers");
  }
}
