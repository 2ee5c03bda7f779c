package graft.magics.session;

import graft.Graft;
import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.magics.command.CommandSpec;
import graft.magics.command.GraftCommand;
import graft.magics.command.HelpText;
import graft.magics.command.Magics;
import graft.magics.command.Setting;
import graft.magics.render.MimeBundle;
import graft.magics.render.TableView;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Carries out {@code %graft} and its subcommands. */
final class GraftHandler {

  private static final double MEGABYTE = 1e6;

  private final Notebook notebook;
  private final State state;
  private final Settings settings;
  private final Operands operands;

  GraftHandler(Notebook notebook, State state, Settings settings, Operands operands) {
    this.notebook = notebook;
    this.state = state;
    this.settings = settings;
    this.operands = operands;
  }

  @Nullable Object handle(GraftCommand command) {
    if (command instanceof GraftCommand.Overview) {
      return overview();
    } else if (command instanceof GraftCommand.Help help) {
      return say(help.name() == null ? HelpText.overview() : help(help.name()));
    } else if (command instanceof GraftCommand.Use use) {
      return use(use.name());
    } else if (command instanceof GraftCommand.Drop drop) {
      state.drop(drop.name());
      return say("dropped " + drop.name());
    } else if (command instanceof GraftCommand.Runs) {
      return shown(RunsTable.of(Graft.workspace()));
    } else if (command instanceof GraftCommand.Keep keep) {
      return keep(keep.name());
    } else if (command instanceof GraftCommand.Clean clean) {
      return clean(clean.keep());
    }
    GraftCommand.Set set = (GraftCommand.Set) command;
    settings.set(set.setting(), set.value());
    return say("%s is %s".formatted(set.setting().key(), set.value()));
  }

  private static String help(String name) {
    CommandSpec spec = Magics.named(name);
    return HelpText.of(spec);
  }

  /** The name of a run's history stands for the model that the run trained. */
  private @Nullable Object use(String name) {
    Object current =
        state.result(name, TrainingHistory.class).isPresent()
            ? operands.current(name)
            : state.use(name);
    String subject =
        current instanceof TransferModel model
            ? model.subject()
            : ((LabeledDataset) current).subject();
    say("current: " + subject);
    return current;
  }

  private @Nullable Object keep(@Nullable String name) {
    TransferModel model =
        name == null ? Results.model() : Results.model(name); // who has no name has no run to keep
    SavedRun kept = Graft.keep(model);
    return say("run %s is kept".formatted(kept.history().run()));
  }

  private @Nullable Object clean(int keep) {
    List<String> words = Graft.clean(keep);
    return say(
        words.isEmpty()
            ? "nothing to remove: %s or fewer runs are kept".formatted(keep)
            : String.join("; ", words));
  }

  private @Nullable Object overview() {
    shown(models());
    shown(data());
    shown(settings());
    return say("Graft %s, %s".formatted(Graft.version(), Graft.engineVersion()));
  }

  private Table models() {
    StringColumn names = StringColumn.create("model");
    StringColumn current = StringColumn.create("current");
    DoubleColumn memory = DoubleColumn.create("memory MB");
    StringColumn weights = StringColumn.create("weights");
    for (TransferModel model : state.models()) {
      names.append(model.subject());
      current.append(state.model().filter(each -> each == model).isPresent() ? "yes" : "");
      memory.append(Math.round(10 * model.bytes() / MEGABYTE) / 10.0);
      weights.append(model.run() > 0 ? "run " + model.run() : "as loaded");
    }
    return Table.create("live models", names, current, memory, weights);
  }

  private Table data() {
    StringColumn names = StringColumn.create("data");
    StringColumn parts = StringColumn.create("parts");
    StringColumn current = StringColumn.create("current");
    state
        .datasets()
        .forEach(
            (name, data) -> {
              names.append(name);
              parts.append(data.subject());
              current.append(state.data().filter(each -> each == data).isPresent() ? "yes" : "");
            });
    return Table.create("data sets", names, parts, current);
  }

  private Table settings() {
    StringColumn keys = StringColumn.create("setting");
    StringColumn values = StringColumn.create("value");
    StringColumn origins = StringColumn.create("origin");
    StringColumn meanings = StringColumn.create("meaning");
    for (Setting setting : Setting.values()) {
      keys.append(setting.key());
      values.append(settings.value(setting).orElse(""));
      origins.append(settings.origin(setting));
      meanings.append(setting.description());
    }
    return Table.create("settings", keys, values, origins, meanings);
  }

  private Table shown(Table table) {
    notebook.show(TableView.render(table));
    return table;
  }

  private @Nullable Object say(String text) {
    notebook.show(MimeBundle.text(text));
    return null;
  }
}
