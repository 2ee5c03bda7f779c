package graft.magics.session;

import graft.Graft;
import graft.ModelLender;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.eval.Comparison;
import graft.magics.command.Command;
import graft.magics.render.CompareView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Carries out {@code %compare}. Models that are not live are in memory one at a time. */
final class CompareHandler {

  private final CellDisplay notebook;
  private final State state;
  private final Operands operands;

  CompareHandler(CellDisplay notebook, State state, Operands operands) {
    this.notebook = notebook;
    this.state = state;
    this.operands = operands;
  }

  Comparison handle(Command.Compare command) {
    Map<String, ModelLender> lenders = new LinkedHashMap<>();
    for (String name : command.models()) {
      lenders.put(
          name,
          work ->
              operands.with(
                  name,
                  model -> {
                    work.accept(model);
                    return name;
                  }));
    }
    LabeledDataset data = data(command);
    ProgressLine line =
        new ProgressLine(notebook, String.join(", ", command.models()) + " · " + data.name());
    Watch watch = new Watch(line, notebook::stopRequested);
    Comparison comparison = Graft.compare(lenders, data, part(command.on()), watch);
    state.add(comparison);
    notebook.show(CompareView.render(comparison));
    state.name(command.as(), Comparison.class, comparison);
    return comparison;
  }

  private LabeledDataset data(Command.Compare command) {
    return command.on() instanceof Command.Examples.Of of
        ? operands.with(command.models().get(0), model -> operands.dataFor(model, of.data()))
        : operands.other(((Command.Examples.All) command.on()).data());
  }

  private static Optional<Part> part(Command.Examples on) {
    return on instanceof Command.Examples.Of of ? Optional.of(of.part()) : Optional.empty();
  }
}
