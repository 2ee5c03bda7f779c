package graft.kernel;

import graft.magics.render.MimeBundle;
import graft.magics.session.Notebook;
import graft.magics.session.RunningCell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows outputs in the cell whose magic makes them, also after that cell was interrupted, and keeps
 * an interrupted magic out of the shell that the next cell uses.
 *
 * <p>An interrupted cell ends at once while its magic goes on to the end of the batch. What the
 * magic shows from then on would appear inside whichever cell runs next, so every message is sent
 * in the name of the cell that was running when the magic started.
 */
public final class HostedNotebook implements Notebook, AutoCloseable {

  /** Longer than most batches take: a magic that ends in this time ends within its cell. */
  private static final long GRACE_MILLIS = 1_000;

  /** No cell is compiled in this time. */
  private static final long POLL_MILLIS = 20;

  private final Host host;
  private final long graceMillis;
  private final Worker worker = new Worker();
  private final Map<String, Turn> displays = new ConcurrentHashMap<>();
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
  private final Queue<Declaration> late = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Turn current;
  private volatile @Nullable Object interruptedCell;
  private volatile boolean hears;
  private volatile boolean closed;

  /** Wraps a kernel. */
  public HostedNotebook(Host host) {
    this(host, GRACE_MILLIS);
  }

  HostedNotebook(Host host, long graceMillis) {
    this.host = host;
    this.graceMillis = graceMillis;
  }

  /** Evaluates what cells need before the first of them runs; an interrupt waits for its end. */
  void prepare(List<String> snippets) {
    Turn turn = started();
    if (!hears) {
      hearFromTheFirstCell();
    }
    Runnable evaluation = () -> snippets.forEach(host::evaluate);
    try {
      if (!worker.run(() -> inShell(turn, evaluation), turn::stopAtOnce)) {
        host.whenIdle(turn.cell(), evaluation);
      }
    } finally {
      turns.remove(turn);
    }
  }

  @Override
  public <T extends @Nullable Object> T turn(Supplier<T> work) {
    if (worker.isCurrent()) {
      return work.get(); // part of the turn that runs
    }
    Turn turn = started();
    try {
      T result = worker.run(() -> run(turn, work), turn::stopAtOnce);
      if (turn.stopped()) {
        throw new IllegalStateException("interrupted");
      }
      return result;
    } finally {
      turns.remove(turn);
    }
  }

  private Turn started() {
    hearInterrupts();
    Turn turn = new Turn(host.cell(), graceMillis);
    turns.add(turn);
    boolean interrupted = turn.cell() != null && turn.cell() == interruptedCell;
    // a thread that was slow to start may find another cell running: its own has ended then
    if (interrupted || Thread.currentThread().isInterrupted()) {
      turn.stopAtOnce();
    }
    return turn;
  }

  /** The first cell is compiled before a magic of it could listen, so a thread waits for it. */
  private void hearFromTheFirstCell() {
    Thread listener = new Thread(this::awaitFirstCell, "graft-listener");
    listener.setDaemon(true);
    listener.start();
  }

  private void awaitFirstCell() {
    while (host.cell() == null && !closed) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
    hearInterrupts();
  }

  /** The way to the kernel's connection is open while a cell runs. */
  private synchronized void hearInterrupts() {
    hears = hears || host.hearInterrupts(this::interrupted);
  }

  /**
   * Hears of an interrupt before the kernel ends the cell. The kernel itself forgets one that
   * arrives while it still compiles the cell, so the cell's magics are told when they come.
   */
  private void interrupted() {
    Object cell = host.cell();
    interruptedCell = cell;
    turns.stream().filter(turn -> turn.cell() == cell).forEach(Turn::stop);
  }

  private <T extends @Nullable Object> T run(Turn turn, Supplier<T> work) {
    if (!turn.begin()) {
      throw new IllegalStateException("interrupted before it began");
    }
    current = turn;
    try {
      inShell(turn, this::declareLate);
      return work.get();
    } finally {
      displays.values().removeIf(owner -> owner == turn);
      current = null;
      turn.end();
    }
  }

  /** The magic that runs on this thread; what the kernel asks from its own threads has none. */
  private @Nullable Turn current() {
    return worker.isCurrent() ? current : null;
  }

  @Override
  public void show(MimeBundle bundle) {
    host.show(cell(current()), null, bundle);
  }

  @Override
  public void show(String displayId, MimeBundle bundle) {
    Turn turn = current();
    if (turn != null) {
      displays.put(displayId, turn);
    }
    host.show(cell(turn), displayId, bundle);
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    Turn owner = displays.get(displayId);
    host.update(cell(owner == null ? current() : owner), displayId, bundle);
  }

  @Override
  public Optional<RunningCell> cell() {
    Object cell = cell(current());
    return host.running(cell == null ? host.cell() : cell);
  }

  private static @Nullable Object cell(@Nullable Turn turn) {
    return turn == null ? null : turn.cell();
  }

  @Override
  public void declare(String name, Class<?> type, Object value) {
    Turn turn = turnOfThisThread();
    Declaration declaration = new Declaration(name, type, value);
    if (!inShell(turn, () -> declare(turn, declaration))) {
      declareLater(turn, declaration);
    }
  }

  private void declare(Turn turn, Declaration declaration) {
    try {
      declaration.in(host);
    } catch (GraftEvaluationException e) {
      if (!turn.stopped()) {
        throw e;
      }
      declareLater(turn, declaration); // the interrupt may have ended the evaluation
    }
  }

  /** The next magic declares it, or the kernel's thread, whichever comes first. */
  private void declareLater(Turn turn, Declaration declaration) {
    late.add(declaration);
    host.whenIdle(turn.cell(), this::declareLate);
  }

  private void declareLate() {
    for (Declaration each = late.poll(); each != null; each = late.poll()) {
      if (!declared(each)) {
        declared(each); // the first time another interrupt may have ended it
      }
    }
  }

  private boolean declared(Declaration declaration) {
    try {
      declaration.in(host);
      return true;
    } catch (GraftEvaluationException unusable) {
      return false; // no magic is there to say so; the result is kept under its name
    }
  }

  @Override
  public @Nullable Object lookup(String name) {
    if (!isIdentifier(name)) {
      return null;
    }
    Object[] found = new Object[1];
    Turn turn = turnOfThisThread();
    if (!inShell(turn, () -> found[0] = value(turn, name))) {
      throw new CancellationException("stopped before the variable '" + name + "' was read");
    }
    return found[0];
  }

  private @Nullable Object value(Turn turn, String name) {
    try {
      return host.evaluate(name);
    } catch (GraftEvaluationException undeclared) {
      if (turn.stopped()) {
        throw new CancellationException("stopped while the variable '" + name + "' was read");
      }
      return null;
    }
  }

  private Turn turnOfThisThread() {
    Turn turn = current();
    if (turn == null) {
      throw new IllegalStateException("the shell can be used within a magic's turn only");
    }
    return turn;
  }

  /**
   * Does something in the kernel's shell; returns false, and does nothing, where it is too late.
   */
  private boolean inShell(Turn turn, Runnable work) {
    if (isOutsideOfItsCell(turn) || !turn.enterShell()) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      turn.leaveShell();
    }
  }

  /** A thread that a cell started may outlive it, too. */
  private boolean isOutsideOfItsCell(Turn turn) {
    Object running = host.cell();
    return hears && (running == null || running != turn.cell());
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  @Override
  public boolean stopRequested() {
    Turn turn = current();
    return turn != null && (turn.stopped() || cellHasEnded(turn));
  }

  /** A kernel that limits the time of a cell ends it without an interrupt. */
  private boolean cellHasEnded(Turn turn) {
    return turn.cell() != null && turn.cell() != host.cell();
  }

  @Override
  public void close() {
    closed = true;
    worker.close();
  }
}
