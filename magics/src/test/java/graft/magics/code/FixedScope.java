package graft.magics.code;

import graft.train.FineTuneOptions;
import graft.train.TrainingOption;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notebook of which everything is said.
 *
 * @param models names of live models; with one there is a current one
 * @param data names of live data sets; with one there is a current one
 * @param trained whether runs trained the models
 * @param seed that is set
 */
public record FixedScope(Set<String> models, Set<String> data, boolean trained, OptionalLong seed)
    implements Scope {

  /** A notebook in which nothing was done. */
  public static final FixedScope EMPTY =
      new FixedScope(Set.of(), Set.of(), false, OptionalLong.empty());

  @Override
  public boolean hasModel() {
    return !models.isEmpty();
  }

  @Override
  public boolean hasData() {
    return !data.isEmpty();
  }

  @Override
  public boolean isModel(String name) {
    return models.contains(name);
  }

  @Override
  public boolean isData(String name) {
    return data.contains(name);
  }

  @Override
  public boolean isTrained(@Nullable String model) {
    return trained;
  }

  @Override
  public boolean isRun(String name) {
    return name.equals("past");
  }

  @Override
  public FineTuneOptions completed(FineTuneOptions options) {
    boolean open = seed.isPresent() && options.said(TrainingOption.SEED).isEmpty();
    return open ? options.with(TrainingOption.SEED, seed.getAsLong()) : options;
  }
}
