package graft.magics.render;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that is drawn twice: as a picture, which every front-end shows, and by Plotly, where
 * scripts run.
 */
interface Drawing {

  /** Returns what it shows, in one sentence with numbers. */
  String sentence();

  /** Returns how high Plotly draws it, in pixels. */
  int height();

  /** Returns the picture. */
  String svg();

  /** Returns what Plotly is given: {@code data} and {@code layout}. */
  ObjectNode plotly();
}
