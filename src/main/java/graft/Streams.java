package graft;

import graft.data.BatchSource;

/**
 * What the loop is fed with.
 *
 * @param training gives the training part
 * @param validation gives the validation part
 * @param from index of the stage that reads what the sources give; stages before it are not run
 * @param note why frozen features are not kept as they could be, one clause for the user; empty
 *     where there is nothing to say
 */
record Streams(BatchSource training, BatchSource validation, int from, String note) {}
