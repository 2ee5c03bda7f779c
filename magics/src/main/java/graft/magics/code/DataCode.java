package graft.magics.code;

import graft.data.LabeledDataset;
import graft.data.SplitRule;
import graft.magics.command.Command;
import graft.magics.command.SplitPercent;
import org.jspecify.annotations.Nullable;

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
    return command.split() == null && command.seed() == null
        ? operands.data(command.path())
        : operands.opened(command.path(), rule(command.split()), command.seed());
  }

  private static @Nullable SplitRule rule(@Nullable SplitPercent split) {
    return split == null ? null : new SplitRule(split.train(), split.validation(), split.test());
  }
}
