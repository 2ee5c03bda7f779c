package graft.data;

/**
 * Holds one labelled example.
 *
 * @param id unique within its data set and stable when the data set moves, for example {@code
 *     daisy/1.jpg}
 * @param contentHash SHA-256 of what the source holds, in hexadecimal; equal for exact duplicates
 * @param source what it consists of
 * @param target what is to be learned of it
 */
public record Example(String id, String contentHash, Source source, Target target) {}
