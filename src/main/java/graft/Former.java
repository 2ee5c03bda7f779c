package graft;

import graft.data.Exposure;
import graft.task.Network;
import graft.train.FreezePolicy;
import graft.train.RunIdentity;
import java.util.List;

/**
 * What a model was before a run, for one that trains nothing.
 *
 * @param network with the weights that were live
 * @param held whether it stays open until the run has trained something; else its weights are those
 *     that a model is loaded with, and can be loaded again
 * @param classes that its head told apart
 * @param run whose weights they are
 * @param metric the headline metric of that run
 * @param exposure what they met
 */
record Former(
    Network network,
    boolean held,
    List<String> classes,
    RunIdentity run,
    String metric,
    List<Float> logPriorShift,
    Exposure exposure,
    FreezePolicy policy) {}
