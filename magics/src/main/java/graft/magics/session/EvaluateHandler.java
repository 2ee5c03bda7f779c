package graft.magics.session;

import graft.Baseline;
import graft.Graft;
import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.eval.ClassificationReport;
import graft.magics.command.Command;
import graft.magics.render.ReportView;
import java.util.Optional;

/** Carries out {@code %evaluate}. */
final class EvaluateHandler {

  private final CellDisplay notebook;
  private final State state;
  private final Settings settings;
  private final Operands operands;

  EvaluateHandler(CellDisplay notebook, State state, Settings settings, Operands operands) {
    this.notebook = notebook;
    this.state = state;
    this.settings = settings;
    this.operands = operands;
  }

  ClassificationReport handle(Command.Evaluate command) {
    ClassificationReport report = operands.with(command.model(), model -> report(model, command));
    state.add(report);
    notebook.show(ReportView.render(report, settings.view()));
    state.name(command.as(), ClassificationReport.class, report);
    return report;
  }

  private ClassificationReport report(TransferModel model, Command.Evaluate command) {
    Baseline baseline = Baseline.valueOf(command.baseline().name());
    if (command.on() instanceof Command.Examples.Of of) {
      LabeledDataset data = operands.dataFor(model, of.data());
      return evaluate(model, data, Optional.of(of.part()), baseline);
    }
    LabeledDataset other = operands.other(((Command.Examples.All) command.on()).data());
    return evaluate(model, other, Optional.empty(), baseline);
  }

  private ClassificationReport evaluate(
      TransferModel model, LabeledDataset data, Optional<Part> part, Baseline baseline) {
    ProgressLine line = new ProgressLine(notebook, model.subject() + " · " + data.name());
    return Graft.evaluate(model, data, part, baseline, new Watch(line, notebook::stopRequested));
  }
}
