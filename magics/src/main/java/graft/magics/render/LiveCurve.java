package graft.magics.render;

import graft.magics.render.Chart.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is known of a run only while it goes on: which chart shows it, and the loss batch by batch.
 */
public final class LiveCurve {

  private final String id;
  private final List<Point> losses = new ArrayList<>();

  /**
   * Starts without a loss.
   *
   * @param id of the chart that is updated in place
   */
  public LiveCurve(String id) {
    this.id = id;
  }

  /**
   * Adds the loss of a batch.
   *
   * @param epoch counted from 1
   * @param share of the epoch that is done, above 0, at most 1
   */
  public void add(int epoch, double share, double loss) {
    losses.add(new Point(epoch - 1 + share, loss));
  }

  String id() {
    return id;
  }

  List<Point> losses() {
    return Collections.unmodifiableList(losses);
  }
}
