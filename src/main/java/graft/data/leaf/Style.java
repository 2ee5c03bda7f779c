package graft.data.leaf;

/** The ways to draw: the same leaves as two domains. */
public enum Style {
  /** Like a photograph: light, shadow, and some ground below; the default. */
  PHOTO,
  /** A pencil drawing with a light wash on paper. */
  SKETCH
}
