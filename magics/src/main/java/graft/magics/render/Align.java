package graft.magics.render;

/** Where the cells of a column stand. */
enum Align {
  /** Words. */
  LEFT,
  /** Numbers. */
  RIGHT,
  /** Numbers in narrow cells that are told apart by shade. */
  CENTER
}
