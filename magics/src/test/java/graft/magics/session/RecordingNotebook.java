package graft.magics.session;

import graft.magics.render.MimeBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A notebook in memory: keeps what was shown and declared, in order. Any thread may ask. */
final class RecordingNotebook implements Notebook {

  /**
   * One message.
   *
   * @param id of the display, empty where it cannot be updated
   * @param update whether it replaces an earlier one
   * @param bundle what it shows
   * @param nanos when it came
   */
  record Shown(String id, boolean update, MimeBundle bundle, long nanos) {}

  private final List<Shown> shown = new ArrayList<>();
  private final List<MimeBundle> libraries = new CopyOnWriteArrayList<>();
  private final Map<String, Object> variables = new HashMap<>();
  private final Map<String, Class<?>> types = new HashMap<>();
  private volatile Runnable beforeShow = () -> {};
  private BooleanSupplier interrupt = () -> false;
  private boolean stopped;
  private volatile Optional<RunningCell> running = Optional.empty();

  @Override
  public void show(MimeBundle bundle) {
    add("", false, bundle);
  }

  @Override
  public void show(String displayId, MimeBundle bundle) {
    add(displayId, false, bundle);
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    add(displayId, true, bundle);
  }

  private void add(String id, boolean update, MimeBundle bundle) {
    if (bundle.data().getOrDefault(MimeBundle.HTML, "").contains("graft-library")) {
      libraries.add(bundle);
      return;
    }
    beforeShow.run();
    synchronized (this) {
      shown.add(new Shown(id, update, bundle, System.nanoTime()));
    }
  }

  /** Returns what was shown for the page's scripts, of which a reader sees nothing. */
  List<MimeBundle> libraries() {
    return libraries;
  }

  /** Says which cell runs from now on. */
  void runs(Optional<RunningCell> cell) {
    running = cell;
  }

  @Override
  public Optional<RunningCell> cell() {
    return running;
  }

  @Override
  public synchronized void declare(String name, Class<?> type, Object value) {
    variables.put(name, value);
    types.put(name, type);
  }

  @Override
  public synchronized @Nullable Object lookup(String name) {
    return variables.get(name);
  }

  /** Stays true once it was, until {@link #clear} begins the next cell. */
  @Override
  public synchronized boolean stopRequested() {
    stopped = stopped || interrupt.getAsBoolean();
    return stopped;
  }

  /** Interrupts the running cell as soon as something holds. */
  synchronized void interruptWhen(BooleanSupplier condition) {
    interrupt = condition;
  }

  /** Does something before each message of the running cell. */
  void beforeShow(Runnable action) {
    beforeShow = action;
  }

  /** Begins another cell: nothing was shown in it, and nobody interrupts it. */
  synchronized void clear() {
    shown.clear();
    interrupt = () -> false;
    beforeShow = () -> {};
    stopped = false;
  }

  /** Returns what the running cell leaves to be saved: an update replaces what it updates. */
  synchronized List<MimeBundle> left() {
    Map<String, MimeBundle> left = new LinkedHashMap<>();
    shown.forEach(
        each ->
            left.put(each.id().isEmpty() ? "display " + left.size() : each.id(), each.bundle()));
    return List.copyOf(left.values());
  }

  synchronized List<Shown> shown() {
    return List.copyOf(shown);
  }

  synchronized @Nullable Class<?> type(String name) {
    return types.get(name);
  }

  /** Assigns a variable, as a Java cell does. */
  synchronized void assign(String name, Object value) {
    variables.put(name, value);
  }
}
