package graft.magics.render;

import graft.eval.ClassificationReport;
import graft.eval.Comparison;
import graft.train.EpochValues;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Grid;
import tech.tablesaw.plotly.components.Grid.Pattern;
import tech.tablesaw.plotly.components.Grid.XSide;
import tech.tablesaw.plotly.components.Grid.YSide;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** Results as jsplot figures, which users change and combine. */
public final class Plots {

  private static final List<Line.Dash> DASHES =
      List.of(Line.Dash.DASH, Line.Dash.SOLID, Line.Dash.DOT, Line.Dash.DASH_DOT);
  private static final List<String> AXES = List.of("", "2");

  private Plots() {}

  /** Returns the curves of a run: the losses, and beside them the deciding metric. */
  public static Figure plot(TrainingHistory history) {
    List<String> kinds = Curves.kinds(history);
    List<Trace> traces = new ArrayList<>();
    for (String kind : kinds) {
      String axis = AXES.get(kinds.indexOf(kind));
      List<String> names = Curves.names(history, kind);
      for (String name : names) {
        traces.add(curve(history, name, Curves.style(name, 2 + names.indexOf(name)), axis));
      }
    }
    return new Figure(curvesLayout(history.subject(), kinds), traces.toArray(Trace[]::new));
  }

  /** Returns the validation curves of the models that were compared, one series a model. */
  public static Figure plot(Comparison comparison) {
    List<Trace> traces = new ArrayList<>();
    List<String> kinds = ComparedCurves.kinds(comparison);
    for (String kind : kinds) {
      String axis = AXES.get(kinds.indexOf(kind));
      ComparedCurves.series(comparison, kind).forEach(series -> traces.add(curve(series, axis)));
    }
    Layout layout = curvesLayout(comparison.subject(), kinds);
    return new Figure(layout, traces.toArray(Trace[]::new));
  }

  private static Trace curve(Chart.Series series, String axis) {
    double[] epochs = series.points().stream().mapToDouble(Chart.Point::x).toArray();
    double[] values = series.points().stream().mapToDouble(Chart.Point::y).toArray();
    return curve(series.name(), epochs, values, series.style(), axis);
  }

  /** Returns the losses of a sweep over its rates, these on a logarithmic axis. */
  public static Figure plot(RateSweep sweep) {
    Layout layout =
        Layout.builder()
            .title(inert(sweep.subject()))
            .xAxis(Axis.builder().title("learning rate").type(Axis.Type.LOG).build())
            .yAxis(Axis.builder().title("loss").build())
            .build();
    return new Figure(
        layout,
        losses("loss", sweep.rates(), sweep.losses(), 0),
        losses("smoothed", sweep.rates(), sweep.smoothed(), 1));
  }

  private static Trace losses(String name, List<Double> rates, List<Double> losses, int style) {
    return ScatterTrace.builder(numbers(rates), numbers(losses))
        .mode(ScatterTrace.Mode.LINE)
        .name(name)
        .line(line(style))
        .build();
  }

  /** jsplot puts titles and names between quotes as they are: a line break would end the script. */
  private static String inert(String words) {
    return Names.elided(words, Html.SENTENCE_LIMIT).replace("\\", "\\\\");
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Line line(int style) {
    return Line.builder()
        .color(Stroke.of(style).colour())
        .dash(DASHES.get(style % DASHES.size()))
        .build();
  }

  /** Returns the confusion matrix as a heat map: truth downwards, prediction to the right. */
  public static Figure plot(ClassificationReport report) {
    String[] classes = report.classes().stream().map(PlotlyText::of).toArray(String[]::new);
    double[][] counts =
        report.confusion().stream()
            .map(row -> row.stream().mapToDouble(Integer::doubleValue).toArray())
            .toArray(double[][]::new);
    Layout layout =
        Layout.builder()
            .title(inert(report.subject()))
            .xAxis(Axis.builder().title("prediction").build())
            .yAxis(Axis.builder().title("truth").autoRange(Axis.AutoRange.REVERSED).build())
            .build();
    return new Figure(layout, HeatmapTrace.builder(classes, classes, counts).build());
  }

  private static Layout curvesLayout(String title, List<String> kinds) {
    Layout.LayoutBuilder layout =
        Layout.builder()
            .title(inert(title))
            .width(860)
            .showLegend(true)
            .xAxis(Axis.builder().title("epoch").build())
            .yAxis(Axis.builder().title(kinds.get(0)).build());
    if (kinds.size() > 1) {
      layout.yAxis2(Axis.builder().title(kinds.get(1)).build());
      layout.grid(sideBySide());
    }
    return layout.build();
  }

  /** Each panel keeps its axes beside it; jsplot's defaults put all of them at the edge. */
  private static Grid sideBySide() {
    return Grid.builder()
        .rows(1)
        .columns(2)
        .pattern(Pattern.INDEPENDENT)
        .xSide(XSide.BOTTOM_PLOT)
        .ySide(YSide.LEFT_PLOT)
        .build();
  }

  private static Trace curve(TrainingHistory history, String name, int style, String axis) {
    double[] epochs = history.epochs().stream().mapToDouble(EpochValues::epoch).toArray();
    return curve(name, epochs, history.series(name), style, axis);
  }

  private static Trace curve(
      String name, double[] epochs, double[] values, int style, String axis) {
    return ScatterTrace.builder(epochs, values)
        .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
        .name(inert(name))
        .line(line(style))
        .xAxis("x" + axis)
        .yAxis("y" + axis)
        .build();
  }
}
