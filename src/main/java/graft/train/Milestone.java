package graft.train;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * Marks where a run began to train something else.
 *
 * @param epoch the first of the phase, counted from 1
 * @param phase in words, for example {@code frozen} or {@code all layers train}
 * @param trainable names of the stages that train from then on, in order, heads last under names of
 *     their own; empty in records of earlier versions
 */
public record Milestone(
    int epoch, String phase, @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> trainable) {

  /** Copies the list. */
  public Milestone {
    trainable = List.copyOf(trainable);
  }
}
