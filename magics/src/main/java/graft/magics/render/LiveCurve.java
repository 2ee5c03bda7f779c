package graft.magics.render;

import graft.magics.render.Chart.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is known of a run only while it goes on: which chart shows it, and the loss batch by batch.
 */
public final class LiveCurve {

  /** More are thinned, so that a long run neither fills the memory nor slows its updates down. */
  private static final int MOST = 4 * Downsample.LIMIT;

  private final String id;
  private List<Point> losses = new ArrayList<>();

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
    if (losses.size() > MOST) {
      losses = new ArrayList<>(Downsample.thin(losses));
    }
  }

  String id() {
    return id;
  }

  List<Point> losses() {
    return Collections.unmodifiableList(losses);
  }
}
