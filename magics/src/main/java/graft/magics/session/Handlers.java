package graft.magics.session;

import graft.Graft;
import graft.TransferModel;
import graft.backbone.BackboneCatalog;
import graft.backbone.ModelCard;
import graft.data.AugmentationPreview;
import graft.data.Division;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.SplitRule;
import graft.data.Splits;
import graft.magics.code.JavaCode;
import graft.magics.command.Command;
import graft.magics.command.HelpText;
import graft.magics.command.SplitPercent;
import graft.magics.render.AugmentationView;
import graft.magics.render.CatalogView;
import graft.magics.render.CodeView;
import graft.magics.render.MimeBundle;
import graft.magics.render.Views;
import graft.train.FreezePolicy;
import graft.train.FreezeSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out the commands that are quick, and hands the long ones to classes of their own. */
final class Handlers {

  private final CellDisplay notebook;
  private final State state;
  private final Settings settings;
  private final Operands operands;

  Handlers(CellDisplay notebook, State state, Settings settings, Operands operands) {
    this.notebook = notebook;
    this.state = state;
    this.settings = settings;
    this.operands = operands;
  }

  @Nullable Object handle(Command command) {
    if (command instanceof Command.OpenData open) {
      return openData(open);
    } else if (command instanceof Command.LoadPretrained load) {
      return load(load);
    } else if (command instanceof Command.ShowStages show) {
      return shown(show.as(), FreezeSummary.class, freezing(operands.model(show.model())));
    } else if (command instanceof Command.Freeze freeze) {
      return freeze(freeze);
    } else if (command instanceof Command.Unfreeze unfreeze) {
      return unfreeze(unfreeze);
    } else if (command instanceof Command.FineTune fineTune) {
      return new FineTuneHandler(notebook, state, settings, operands).handle(fineTune);
    } else if (command instanceof Command.FindRate findRate) {
      return new FindRateHandler(notebook, state, settings, operands).handle(findRate);
    } else if (command instanceof Command.Evaluate evaluate) {
      return new EvaluateHandler(notebook, state, settings, operands).handle(evaluate);
    } else if (command instanceof Command.Compare compare) {
      return new CompareHandler(notebook, state, operands).handle(compare);
    } else if (command instanceof Command.Predict predict) {
      return new PredictHandler(notebook, state, settings, operands).handle(predict);
    } else if (command instanceof Command.ShowCode show) {
      return code(show.command());
    } else if (command instanceof Command.Help help) {
      notebook.show(MimeBundle.text(HelpText.of(help.spec())));
      return null;
    }
    throw new IllegalArgumentException("no handler for " + command);
  }

  private String code(Command command) {
    String source = JavaCode.of(command, new NotebookScope(state, settings, operands));
    notebook.show(CodeView.render(source));
    return source;
  }

  private Object openData(Command.OpenData command) {
    LabeledDataset data = command.path() == null ? operands.data(null) : opened(command);
    if (command.as() == null) {
      state.use(data);
    } else {
      state.add(command.as(), data);
    }
    shown(command.as(), LabeledDataset.class, data);
    if (command.augment() == Command.Preview.LIGHT) {
      notebook.show(AugmentationView.render(preview(data), settings.view()));
    }
    return data;
  }

  /** Returns what the next run with the setting's seed would see. */
  private AugmentationPreview preview(LabeledDataset data) {
    return state
        .model()
        .map(model -> Graft.augmentation(model, data, seed(null)))
        .orElseGet(() -> Graft.augmentation(data, seed(null)));
  }

  private LabeledDataset opened(Command.OpenData command) {
    return command.divides()
        ? operands.open(command.path(), division(command))
        : operands.other(command.path());
  }

  private Division division(Command.OpenData command) {
    Division division = Division.automatic().orSeed(seed(null));
    if (command.split() != null) {
      SplitPercent split = command.split();
      division = division.by(new SplitRule(split.train(), split.validation(), split.test()));
    }
    if (command.seed() != null) {
      division = division.seed(command.seed());
    }
    for (Map.Entry<Part, String> part : command.folders().entrySet()) {
      division = division.from(part.getKey(), part.getValue());
    }
    return division;
  }

  private Object load(Command.LoadPretrained command) {
    if (command.name() == null) {
      return catalog();
    }
    if (command.weights() == Command.Weights.NONE && !BackboneCatalog.holds(command.name())) {
      throw new IllegalArgumentException(
          "--weights none goes with the name of a backbone (%s), received %s; leave it out"
              .formatted(String.join(", ", BackboneCatalog.names()), command.name()));
    }
    TransferModel model =
        command.weights() == Command.Weights.NONE
            ? Graft.untrained(command.name(), seed(command.seed()))
            : operands.load(command.name());
    if (command.as() != null) {
      model.rename(command.as());
    }
    notebook.show(ModelPage.render(model));
    state.name(command.as(), TransferModel.class, model);
    state.add(model);
    return model;
  }

  private long seed(@Nullable Long given) {
    return given == null ? settings.seed(Splits.DEFAULT_SEED) : given;
  }

  private Object catalog() {
    List<ModelCard> cards = Graft.models();
    notebook.show(CatalogView.render("models that can be loaded", cards));
    return cards;
  }

  private Object freeze(Command.Freeze command) {
    TransferModel model = operands.model(command.model());
    FreezePolicy policy =
        command.until() == null ? FreezePolicy.backbone() : FreezePolicy.from(command.until());
    requireFrozenNorms(command.norms(), policy, model);
    model.freeze(policy.withFrozenNormsMoving(command.norms() == Command.Norms.TRAIN));
    return shown(command.as(), FreezeSummary.class, freezing(model));
  }

  /** Counts the head that the next run on the current data makes. */
  private FreezeSummary freezing(TransferModel model) {
    return state.data().map(data -> model.freezing(data.classes())).orElseGet(model::freezing);
  }

  private Object unfreeze(Command.Unfreeze command) {
    TransferModel model = operands.model(command.model());
    FreezePolicy policy = policy(command.scope(), model);
    requireFrozenNorms(command.norms(), policy, model);
    model.freeze(policy.withFrozenNormsMoving(command.norms() == Command.Norms.TRAIN));
    return shown(command.as(), FreezeSummary.class, freezing(model));
  }

  /** Norms of frozen stages cannot follow batches where no stage is frozen. */
  private static void requireFrozenNorms(
      Command.Norms norms, FreezePolicy policy, TransferModel model) {
    String first = model.backbone().architecture().stages().get(0).name();
    if (norms == Command.Norms.TRAIN && policy.firstTrainable().equals(first)) {
      throw new IllegalArgumentException(
          "--bn train is about frozen stages, and this leaves none frozen; leave it out, or freeze some");
    }
  }

  private static FreezePolicy policy(Command.Scope scope, TransferModel model) {
    if (scope instanceof Command.Scope.Last last) {
      return FreezePolicy.last(last.stages(), model.backbone().architecture());
    }
    return scope instanceof Command.Scope.From from
        ? FreezePolicy.from(from.stage())
        : FreezePolicy.nothing(model.backbone().architecture());
  }

  private <T> T shown(@Nullable String name, Class<T> type, T result) {
    notebook.show(Views.render(result, settings.view()).orElse(MimeBundle.text(result.toString())));
    state.name(name, type, result);
    return result;
  }
}
