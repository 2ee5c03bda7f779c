package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class ChartTest {

  @Test
  void niceScaleEndsOnTicks() {
    Scale scale = Scale.nice(DoubleStream.of(0.31, 0.94), 100, 0);

    assertThat(scale.ticks().stream().map(scale::label))
        .containsExactly("0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(scale.at(scale.low())).isEqualTo(100);
    assertThat(scale.at(scale.high())).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9, 100, 1234})
  void epochTicksAreWholeAndFew(int epochs) {
    Scale scale = Scale.tight(IntStream.rangeClosed(1, epochs).asDoubleStream(), 0, 400);

    assertThat(scale.ticks()).hasSizeBetween(1, 9).allMatch(tick -> tick == Math.rint(tick));
    assertThat(scale.ticks()).allMatch(tick -> tick >= 1 && tick <= epochs);
  }

  @Test
  void onePlaceBetweenWholeNumbersHasFewTicks() {
    Scale scale = Scale.tight(DoubleStream.of(0.2), 0, 400);

    assertThat(scale.ticks()).hasSizeBetween(2, 9);
  }

  @Test
  void equalValuesStillHaveAScale() {
    Scale scale = Scale.nice(DoubleStream.of(0.5, 0.5, Double.NaN), 100, 0);

    assertThat(scale.at(0.5)).isStrictlyBetween(0.0, 100.0);
  }

  @Test
  void thinningKeepsEndsAndSpikes() {
    List<Point> points =
        IntStream.range(0, 100_000)
            .mapToObj(i -> new Point(i, i == 54_321 ? 99 : i == 77_777 ? -99 : Math.sin(i)))
            .toList();

    List<Point> thin = Downsample.thin(points);

    assertThat(thin).hasSizeLessThanOrEqualTo(500);
    assertThat(thin).contains(points.get(0), points.get(99_999));
    assertThat(thin).contains(points.get(54_321), points.get(77_777));
    assertThat(thin).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
  }

  @Test
  void gapSplitsTheLineAndIsMarked() {
    String svg = svg(Shape.LINE, List.of(), 1, 2, Double.NaN, 4);

    assertThat(svg).doesNotContain("NaN").contains("× no finite number");
    assertThat(svg).containsPattern("d=\"M[0-9. ]+L[0-9. ]+M[0-9. ]+\" fill=\"none\"");
  }

  @Test
  void seriesDifferInColourDashAndMarker() {
    assertThat(IntStream.range(0, 8).mapToObj(Stroke::of).map(Stroke::colour))
        .doesNotHaveDuplicates();
    assertThat(IntStream.range(0, 8).mapToObj(Stroke::of).map(Stroke::line))
        .doesNotHaveDuplicates();
    assertThat(
            IntStream.range(0, 8)
                .mapToObj(Stroke::of)
                .map(stroke -> stroke.marker(0, 0).substring(0, 25)))
        .doesNotHaveDuplicates();
  }

  @Test
  void barsStandOnZero() {
    String svg = svg(Shape.BARS, List.of("a", "b"), 3, -1);

    List<Element> bars = Markup.elements(Markup.parse(svg), "rect").subList(1, 3);
    double base = number(bars.get(0), "y") + number(bars.get(0), "height");
    assertThat(number(bars.get(1), "y")).isCloseTo(base, Offset.offset(0.11));
    assertThat(number(bars.get(0), "height"))
        .isCloseTo(3 * number(bars.get(1), "height"), Offset.offset(0.3));
  }

  @Test
  void hostileNamesAreWordsInThePicture() {
    Series series = new Series(Samples.HOSTILE, Shape.LINE, 0, List.of(new Point(1, 1)));
    Panel panel =
        new Panel(Samples.HOSTILE, Samples.HOSTILE, List.of(), List.of(series), List.of());

    String svg = SvgChart.svg(new Chart(Samples.HOSTILE, List.of(panel)));

    assertThat(Markup.elements(Markup.parse(svg), "script")).isEmpty();
    assertThat(Markup.words(svg, "text").get(0)).startsWith("</td><script>alert");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static String svg(Shape shape, List<String> categories, double... values) {
    List<Point> points =
        IntStream.range(0, values.length).mapToObj(i -> new Point(i, values[i])).toList();
    Series series = new Series("n", shape, 0, points);
    Panel panel = new Panel("title", "x", categories, List.of(series), List.of());
    return SvgChart.svg(new Chart("sentence", List.of(panel)));
  }
}
