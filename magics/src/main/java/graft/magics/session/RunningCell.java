package graft.magics.session;

/**
 * A cell that runs.
 *
 * @param cell the front-end's name of it, the same each time it runs
 * @param turn what tells this time from others
 */
public record RunningCell(String cell, String turn) {

  /** Returns whether it is the same cell, run at another time, so that its outputs are gone. */
  boolean replaces(RunningCell earlier) {
    return cell.equals(earlier.cell()) && !turn.equals(earlier.turn());
  }
}
