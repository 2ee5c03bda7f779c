package graft.task;

import ai.djl.ndarray.NDArray;
import graft.data.Batch;
import java.util.Map;

/**
 * Holds what one stream gave in one step; lives no longer than the step.
 *
 * @param batch what went in
 * @param heads the output of each head that sees this stream, by head name
 */
public record StepOutputs(Batch batch, Map<String, NDArray> heads) {}
