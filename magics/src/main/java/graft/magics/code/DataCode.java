package graft.magics.code;

import graft.data.LabeledDataset;
import graft.magics.command.Command;
import graft.magics.command.SplitPercent;
import java.util.TreeMap;

/** Writes the Java of {@code %data}. */
final class DataCode {

  private final Operands operands;

  DataCode(Operands operands) {
    this.operands = operands;
  }

  Source open(Command.OpenData command) {
    String as = command.as();
    boolean onlyShown = command.path() == null && as == null;
    String data = onlyShown ? Operands.DATA : Operands.used(as, data(command));
    Source source = new Source().shown(LabeledDataset.class, as, data);
    return command.augment() == Command.Preview.NONE
        ? source
        : source.previewing(operands.augmentation());
  }

  private String data(Command.OpenData command) {
    if (command.path() == null) {
      return Operands.DATA;
    }
    return command.divides()
        ? operands.opened(command.path(), said(command))
        : operands.data(command.path());
  }

  /** Returns what was said of the parts, as calls. */
  private static String said(Command.OpenData command) {
    StringBuilder calls = new StringBuilder();
    SplitPercent split = command.split();
    if (split != null) {
      calls.append(
          ".by(new SplitRule(%s, %s, %s))"
              .formatted(split.train(), split.validation(), split.test()));
    }
    if (command.seed() != null) {
      calls.append(".seed(%s)".formatted(Literal.of(command.seed())));
    }
    new TreeMap<>(command.folders())
        .forEach(
            (part, folder) ->
                calls.append(".from(Part.%s, %s)".formatted(part.name(), Literal.text(folder))));
    return calls.toString();
  }
}
