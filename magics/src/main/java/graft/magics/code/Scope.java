package graft.magics.code;

import graft.train.FineTuneOptions;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the words of a command stand for in the notebook where its Java would run. */
public interface Scope {

  /** Returns whether there is a current model. */
  boolean hasModel();

  /** Returns whether there is a current data set. */
  boolean hasData();

  /** Returns whether a model is live under a name, its own or that of the run that trained it. */
  boolean isModel(String name);

  /** Returns whether a data set is live under a name. */
  boolean isData(String name);

  /**
   * Returns whether a run trained a model.
   *
   * @param model a name; null for the current one
   */
  boolean isTrained(@Nullable String model);

  /** Returns whether a name is that of a run's history. */
  boolean isRun(String name);

  /** Returns the seed that is set where a command gives none. */
  OptionalLong seed();

  /** Returns options with what is set where a command leaves them open. */
  FineTuneOptions completed(FineTuneOptions options);
}
