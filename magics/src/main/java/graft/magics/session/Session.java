package graft.magics.session;

import graft.TransferModel;
import graft.magics.command.Command;
import graft.magics.command.CommandParser;
import graft.magics.command.GraftCommand;
import graft.magics.command.Magics;
import graft.magics.render.MimeBundle;
import graft.magics.render.Views;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the magics of one notebook share: reads a line, carries the command out, shows and names the
 * result. One magic runs at a time; the next one waits until an interrupted one has really stopped.
 */
public final class Session implements AutoCloseable {

  private static final long WAIT_MILLIS = 50;

  private final PageNotebook notebook;
  private final State state;
  private final Settings settings;
  private final CommandParser parser;
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * Starts a session and makes it the one that {@link Results} speaks of.
   *
   * @param notebook the kernel
   * @param folder where relative paths start: the notebook's folder
   * @param environment variables such as {@code GRAFT_SEED}
   */
  public Session(Notebook notebook, Path folder, Map<String, String> environment) {
    this.settings = new Settings(folder, environment);
    this.notebook = new PageNotebook(notebook, settings::plotly);
    this.state = new State(this.notebook);
    this.parser = new CommandParser(System.getProperty("user.home", ""), this::known);
    Results.attach(this);
  }

  /** Returns the names of the magics, without percent sign. */
  public Set<String> magicNames() {
    Set<String> names = new LinkedHashSet<>();
    Magics.all().forEach(spec -> names.add(spec.name()));
    return names;
  }

  /**
   * Carries out a line magic and shows what it gives.
   *
   * @param magic its name without percent sign
   * @param arguments as the kernel split them
   * @return the result, null where there is none
   * @throws RuntimeException whose message is one sentence for the user
   */
  public @Nullable Object line(String magic, List<String> arguments) {
    return inTurn(() -> carryOut(parser.parse(magic, arguments)));
  }

  /**
   * Carries out a cell magic and shows what it gives.
   *
   * @param body more options, or the input
   */
  public @Nullable Object cell(String magic, List<String> arguments, String body) {
    return inTurn(() -> carryOut(parser.parse(magic, arguments, body)));
  }

  /** Returns the types of objects that {@link #render} shows richly. */
  public Set<Class<?>> renderedTypes() {
    Set<Class<?>> types = new LinkedHashSet<>(Views.types());
    types.add(TransferModel.class);
    return types;
  }

  /** Returns an object as the magics show it, for the kernel to show; shows what it needs first. */
  public MimeBundle render(Object result) {
    MimeBundle bundle =
        result instanceof TransferModel model
            ? ModelPage.render(model)
            : Views.render(result, settings.view())
                .orElseGet(() -> MimeBundle.text(String.valueOf(result)));
    return notebook.prepared(bundle);
  }

  /** Returns the Java that a kernel evaluates once, so that cells need no imports. */
  public static List<String> startUpSnippets() {
    return List.of(
        "import graft.*;",
        "import graft.backbone.ModelCard;",
        "import graft.data.*;",
        "import graft.eval.*;",
        "import graft.metric.Interval;",
        "import graft.train.*;",
        "import tech.tablesaw.api.*;",
        "import static graft.magics.session.Results.*;");
  }

  State state() {
    return state;
  }

  Settings settings() {
    return settings;
  }

  @Override
  public void close() {
    Results.detach(this);
    state.close();
  }

  private @Nullable Object carryOut(Command command) {
    try (CellDisplay display = new CellDisplay(notebook)) {
      return carryOut(command, display);
    }
  }

  private @Nullable Object carryOut(Command command, CellDisplay display) {
    Operands operands = new Operands(display, state, settings);
    if (command instanceof GraftCommand graftCommand) {
      return new GraftHandler(display, state, settings, operands).handle(graftCommand);
    }
    boolean onlyTells = command instanceof Command.Help || command instanceof Command.ShowCode;
    if (!onlyTells) {
      settings.check();
    }
    return new Handlers(display, state, settings, operands).handle(command);
  }

  /** Does something while no magic runs. */
  <T extends @Nullable Object> T inTurn(Supplier<T> work) {
    return notebook.turn(() -> alone(work));
  }

  private <T extends @Nullable Object> T alone(Supplier<T> work) {
    await();
    try {
      return work.get();
    } catch (CancellationException e) {
      throw new IllegalStateException("stopped before there was a result", e);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "%s is no path on this machine: %s".formatted(e.getInput(), e.getReason()), e);
    } finally {
      turn.unlock();
    }
  }

  /** Waits for an earlier magic; an interrupt ends the waiting, not the earlier magic. */
  private void await() {
    while (!tryTurn()) {
      if (notebook.stopRequested()) {
        throw new IllegalStateException(
            "stopped while waiting for the magic before, which ends after its current batch");
      }
    }
  }

  private boolean tryTurn() {
    try {
      return turn.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // the notebook remembers that it was asked to stop
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean known(String operand) {
    try {
      return state.holds(operand) || settings.folder().resolve(operand).toFile().exists();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
