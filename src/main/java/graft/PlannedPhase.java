package graft;

import graft.train.FreezePolicy;

/**
 * A part of a run, before a head is known.
 *
 * @param policy what trains
 * @param epochs how many
 * @param share of the rates that a run without phases would have
 */
record PlannedPhase(FreezePolicy policy, int epochs, double share) {}
