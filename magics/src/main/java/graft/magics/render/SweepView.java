package graft.magics.render;

import graft.magics.render.Chart.Mark;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Place;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import graft.train.RateSweep;
import java.util.ArrayList;
import java.util.List;

/** Shows a sweep over learning rates: what it suggests, and the losses on which that rests. */
public final class SweepView {

  private static final int TEXT_ROWS = 20;

  /** Losses above so many times the first would flatten all that matters. */
  private static final double SHOWN = 3;

  private SweepView() {}

  /** Shows a sweep; its plain text holds the curve as a table. */
  public static MimeBundle render(RateSweep sweep) {
    Page page = new Page(sweep.subject()).line(verdict(sweep));
    if (sweep.suggestion().isPresent()) {
      page.line("to train with it: " + command(sweep, sweep.suggestion().getAsDouble()));
    }
    page.quiet(start(sweep) + extent(sweep) + "; model and data are as before");
    if (sweep.rates().isEmpty()) {
      return page.bundle();
    }
    return page.block(table(sweep).text(), ChartBox.of(chart(sweep))).bundle();
  }

  private static String verdict(RateSweep sweep) {
    return sweep.suggestion().isEmpty()
        ? "no suggestion · " + sweep.reason()
        : "suggested learning rate %s · %s"
            .formatted(rate(sweep.suggestion().getAsDouble()), sweep.reason());
  }

  /** The rate is for a run with the same options, so they belong to it. */
  private static String command(RateSweep sweep, double suggestion) {
    String options = sweep.options().isEmpty() ? "" : sweep.options() + " ";
    return "%%finetune %s--lr %s".formatted(options, rate(suggestion));
  }

  private static String start(RateSweep sweep) {
    return sweep.start().isEmpty() ? "" : sweep.start() + " · ";
  }

  private static String extent(RateSweep sweep) {
    List<Double> rates = sweep.rates();
    if (rates.isEmpty()) {
      return "no rate was tried";
    }
    return "%s from %s to %s"
        .formatted(
            Numbers.count(rates.size(), "rate"),
            rate(rates.get(0)),
            rate(rates.get(rates.size() - 1)));
  }

  private static Chart chart(RateSweep sweep) {
    List<Mark> marks = new ArrayList<>();
    sweep
        .suggestion()
        .ifPresent(rate -> marks.add(new Mark(Math.log10(rate), rate(rate), Place.TOP)));
    double most = most(sweep);
    List<Series> series =
        List.of(
            series("loss", 0, sweep.rates(), sweep.losses(), most),
            series("smoothed", 1, sweep.rates(), sweep.smoothed(), most));
    boolean cut = series.stream().anyMatch(each -> each.points().size() < sweep.rates().size());
    String title = cut ? "loss (above %s not drawn)".formatted(Numbers.value(most)) : "loss";
    Panel panel =
        new Panel(title, "learning rate", List.of(), series, marks, Chart.Axis.LOGARITHMIC);
    return new Chart("loss over %s; %s".formatted(extent(sweep), verdict(sweep)), List.of(panel));
  }

  private static Series series(
      String name, int style, List<Double> rates, List<Double> losses, double most) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      double loss = losses.get(i);
      if (!Double.isFinite(loss) || loss <= most) {
        points.add(new Point(Math.log10(rates.get(i)), loss));
      }
    }
    return new Series(name, Shape.LINE, style, points);
  }

  private static double most(RateSweep sweep) {
    double first =
        sweep.smoothed().stream().filter(Double::isFinite).findFirst().orElse(Double.NaN);
    return first > 0 ? SHOWN * first : Double.POSITIVE_INFINITY;
  }

  /** Shows at most 20 rates in equal distances, the last one among them. */
  private static Sheet table(RateSweep sweep) {
    Sheet sheet = new Sheet("").numbers("learning rate", "loss", "smoothed");
    int rates = sweep.rates().size();
    int rows = Math.min(rates, TEXT_ROWS);
    for (int row = 0; row < rows; row++) {
      int i = rows == 1 ? 0 : (int) Math.round(row * (rates - 1.0) / (rows - 1));
      sheet.row(
          rate(sweep.rates().get(i)),
          Numbers.value(sweep.losses().get(i)),
          Numbers.value(sweep.smoothed().get(i)));
    }
    return sheet;
  }

  private static String rate(double rate) {
    return Numbers.rate(rate);
  }
}
