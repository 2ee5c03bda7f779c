package graft.magics.render;

/**
 * Says what outputs may hold.
 *
 * @param examples whether pictures and texts of examples are shown; if not, ids and lengths are
 */
public record ViewOptions(boolean examples) {

  /** Shows everything. */
  public static final ViewOptions ALL = new ViewOptions(true);
}
