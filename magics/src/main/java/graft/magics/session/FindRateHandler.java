package graft.magics.session;

import graft.Graft;
import graft.RateSearch;
import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.magics.command.Command;
import graft.magics.render.SweepView;
import graft.train.RateSweep;

/** Carries out {@code %lr_find}; what it looks at, and on what, become the current ones. */
final class FindRateHandler {

  private final CellDisplay notebook;
  private final State state;
  private final Settings settings;
  private final Operands operands;

  FindRateHandler(CellDisplay notebook, State state, Settings settings, Operands operands) {
    this.notebook = notebook;
    this.state = state;
    this.settings = settings;
    this.operands = operands;
  }

  RateSweep handle(Command.FindRate command) {
    TransferModel model = operands.model(command.model());
    LabeledDataset data = operands.dataFor(model, command.data());
    state.use(model);
    state.use(data);
    RateSweep sweep = described(command, Graft.findRate(model, data)).run();
    state.add(sweep);
    notebook.show(SweepView.render(sweep));
    state.name(command.as(), RateSweep.class, sweep);
    return sweep;
  }

  private RateSearch described(Command.FindRate command, RateSearch search) {
    search.options(settings.completed(command.options())).listener(new SweepProgress(notebook));
    return command.continues() ? search.continuing() : search;
  }
}
