package graft.magics.session;

import graft.TransferModel;
import graft.magics.code.Scope;
import graft.train.FineTuneOptions;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What words stand for in a notebook as it is now. */
final class NotebookScope implements Scope {

  private final State state;
  private final Settings settings;
  private final Operands operands;

  NotebookScope(State state, Settings settings, Operands operands) {
    this.state = state;
    this.settings = settings;
    this.operands = operands;
  }

  @Override
  public boolean hasModel() {
    return state.model().isPresent();
  }

  @Override
  public boolean hasData() {
    return state.data().isPresent();
  }

  @Override
  public boolean isModel(String name) {
    return state.live(name).isPresent();
  }

  @Override
  public boolean isData(String name) {
    return operands.named(name).isPresent();
  }

  @Override
  public boolean isTrained(@Nullable String model) {
    Optional<TransferModel> live = model == null ? state.model() : state.live(model);
    return live.map(TransferModel::trained).orElse(model != null && namesRun(model));
  }

  private boolean namesRun(String model) {
    return isRun(model) || model.startsWith(Operands.RUN);
  }

  @Override
  public boolean isRun(String name) {
    return state.run(name).isPresent();
  }

  @Override
  public OptionalLong seed() {
    return settings.seed().map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  @Override
  public FineTuneOptions completed(FineTuneOptions options) {
    return settings.completed(options);
  }
}
