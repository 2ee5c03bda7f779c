package graft.kernel;

import graft.magics.render.MimeBundle;
import graft.magics.session.Notebook;
import graft.magics.session.RunningCell;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows outputs in the cell whose magic makes them, also after that cell was interrupted.
 *
 * <p>An interrupted cell ends at once while its magic goes on to the end of the batch. What the
 * magic shows from then on would appear inside whichever cell runs next, so every message is sent
 * in the name of the cell that was running when the magic started.
 */
public final class HostedNotebook implements Notebook, AutoCloseable {

  private final Host host;
  private final Worker worker = new Worker();
  private final Map<String, Turn> displays = new ConcurrentHashMap<>();
  private volatile @Nullable Turn current;

  /** Wraps a kernel. */
  public HostedNotebook(Host host) {
    this.host = host;
  }

  /** Runs one magic as one turn, after the turns before it have ended. */
  <T extends @Nullable Object> T turn(Supplier<T> magic) {
    Turn turn = new Turn(host.cell());
    return worker.run(() -> run(turn, magic), turn::stop);
  }

  private <T extends @Nullable Object> T run(Turn turn, Supplier<T> magic) {
    if (turn.stopped()) {
      throw new IllegalStateException("interrupted while an earlier magic was still stopping");
    }
    Turn outer = current;
    current = turn;
    try {
      return magic.get();
    } finally {
      displays.values().removeIf(owner -> owner == turn);
      current = outer;
    }
  }

  @Override
  public void show(MimeBundle bundle) {
    host.show(cell(current), null, bundle);
  }

  @Override
  public void show(String displayId, MimeBundle bundle) {
    Turn turn = current;
    if (turn != null) {
      displays.put(displayId, turn);
    }
    host.show(cell(turn), displayId, bundle);
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    Turn owner = displays.get(displayId);
    host.update(cell(owner == null ? current : owner), displayId, bundle);
  }

  @Override
  public Optional<RunningCell> cell() {
    Object cell = cell(current);
    return host.running(cell == null ? host.cell() : cell);
  }

  private static @Nullable Object cell(@Nullable Turn turn) {
    return turn == null ? null : turn.cell();
  }

  @Override
  public void declare(String name, Class<?> type, Object value) {
    String typeName = type.getCanonicalName();
    String key = Handover.put(value);
    String source =
        "%s %s = (%s) %s.take(\"%s\");"
            .formatted(typeName, name, typeName, Handover.class.getCanonicalName(), key);
    if (stopRequested()) {
      evaluateWhenIdle(source);
    } else {
      host.evaluate(source);
    }
  }

  /**
   * Evaluates as soon as no cell runs. An interrupted magic must not enter the shell, where the
   * next cell may be, nor wait for that cell, which may be a magic that waits for this one.
   */
  private void evaluateWhenIdle(String source) {
    Runnable evaluation =
        () -> {
          synchronized (host.monitor()) {
            host.evaluate(source);
          }
        };
    Thread thread = new Thread(evaluation, "graft-declare");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public @Nullable Object lookup(String name) {
    if (!isIdentifier(name)) {
      return null;
    }
    try {
      return host.evaluate(name);
    } catch (GraftEvaluationException undeclared) {
      return null;
    }
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  @Override
  public boolean stopRequested() {
    Turn turn = current;
    return turn != null && turn.stopped();
  }

  @Override
  public void close() {
    worker.close();
  }
}
