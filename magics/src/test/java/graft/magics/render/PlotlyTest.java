package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graft.magics.render.Chart.Axis;
import graft.magics.render.Chart.Mark;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Place;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import graft.magics.render.HeatMap.Shade;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotlyTest {

  @Test
  void panelsHaveAxesOfTheirOwnAndShareALegend() {
    Series series = new Series("one", Shape.LINE, 0, List.of(new Point(1, 2), new Point(2, 3)));
    Panel panel = new Panel("loss", "epoch", List.of(), List.of(series), List.of());

    JsonNode figure = new Chart("sentence", List.of(panel, panel)).plotly();

    assertThat(figure.path("data").get(1).path("xaxis").asText()).isEqualTo("x2");
    assertThat(figure.path("data").get(0).path("showlegend").asBoolean()).isTrue();
    assertThat(figure.path("data").get(1).path("showlegend").asBoolean()).isFalse();
    assertThat(figure.path("layout").path("xaxis2").path("domain").toString())
        .isEqualTo("[0.55,1]");
    assertThat(figure.path("layout").path("uirevision").asText()).isEqualTo("keep");
  }

  @Test
  void logarithmicPlacesAreValuesAgain() {
    Series series = new Series("loss", Shape.LINE, 0, List.of(new Point(-3, 2)));
    List<Mark> marks = List.of(new Mark(-2, "0.01", Place.TOP));
    Panel panel = new Panel("loss", "rate", List.of(), List.of(series), marks, Axis.LOGARITHMIC);

    JsonNode figure = new Chart("sentence", List.of(panel)).plotly();

    assertThat(figure.path("data").get(0).path("x").toString()).isEqualTo("[0.001]");
    assertThat(figure.path("layout").path("xaxis").path("type").asText()).isEqualTo("log");
    assertThat(figure.path("layout").path("shapes").get(0).path("x0").asDouble()).isEqualTo(0.01);
    assertThat(figure.path("layout").path("annotations").get(1).path("x").asDouble()).isEqualTo(-2);
  }

  @Test
  void valueThatIsNotFiniteIsAGapWithACross() {
    Series series =
        new Series("loss", Shape.LINE, 0, List.of(new Point(1, 2), new Point(2, Double.NaN)));
    Panel panel = new Panel("loss", "epoch", List.of(), List.of(series), List.of());

    JsonNode figure = new Chart("sentence", List.of(panel)).plotly();

    assertThat(figure.path("data").get(0).path("y").toString()).isEqualTo("[2,null]");
    assertThat(figure.path("layout").path("annotations").get(1).path("text").asText())
        .isEqualTo("×");
  }

  @Test
  void namesAreShownAsTheyAreWhateverPlotlyWouldReadInThem() {
    assertThat(PlotlyText.of("<b>a</b> $x$ &lt; %{y}"))
        .isEqualTo("&lt;b&gt;a&lt;/b&gt; &#36;x&#36; &amp;lt; &#37;{y}");
  }

  @Test
  void classesOfEqualShortNamesStayApart() {
    String name = "n".repeat(60);
    List<List<Shade>> cells =
        List.of(
            List.of(new Shade(1, "1", "a"), new Shade(0, "0", "b")),
            List.of(new Shade(0, "0", "c"), new Shade(1, "1", "d")));
    HeatMap map =
        new HeatMap(
            "s",
            "truth",
            "prediction",
            List.of(name + 1, name + 2),
            List.of("a", "b"),
            cells,
            true);

    JsonNode axis = map.plotly().path("layout").path("yaxis");

    assertThat(axis.path("tickvals").toString()).isEqualTo("[0,1]");
    assertThat(axis.path("ticktext").get(0)).isEqualTo(axis.path("ticktext").get(1));
  }

  @Test
  void scriptsHoldNoTextThatCouldEndThem() {
    String json = ScriptJson.text(ScriptJson.object().put("name", Samples.HOSTILE + "\u2028&"));

    assertThat(json).doesNotContain("<", ">", "&", "\u2028").contains("\\u003c");
  }

  @Test
  void numbersKeepSixDigits() {
    assertThat(ScriptJson.number(1 / 3.0).toString()).isEqualTo("0.333333");
    assertThat(ScriptJson.number(1234567.0).toString()).isEqualTo("1234570");
    assertThat(ScriptJson.number(Double.POSITIVE_INFINITY).isNull()).isTrue();
  }
}
