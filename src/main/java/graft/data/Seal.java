package graft.data;

/**
 * Says how often a test part has been opened.
 *
 * @param contentHash which part: {@link LabeledDataset#contentHash}
 * @param openings how many different weights have been measured on it, these included
 * @param counted whether this opening raised the count; false where the same weights had been
 *     measured on it before
 */
public record Seal(String contentHash, int openings, boolean counted) {}
