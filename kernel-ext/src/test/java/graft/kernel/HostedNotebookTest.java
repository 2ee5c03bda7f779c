package graft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import graft.magics.render.MimeBundle;
import graft.magics.session.RunningCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostedNotebookTest {

  private static final MimeBundle SOME = MimeBundle.text("some");

  private final RecordingHost host = new RecordingHost();
  private final HostedNotebook notebook = new HostedNotebook(host, 60_000);
  private final HostedNotebook impatient = new HostedNotebook(host, 1);
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

  @Test
  void outputsStayInTheCellThatStartedTheMagic() {
    host.cell = "first";

    notebook.turn(
        () -> {
          notebook.show("id", SOME);
          host.cell = "second";
          notebook.update("id", SOME);
          notebook.show(SOME);
          return null;
        });

    assertThat(host.sent)
        .containsExactly("show id in first", "update id in first", "show null in first");
  }

  @Test
  void updateAfterTheMagicGoesToTheRunningCell() {
    host.cell = "first";
    notebook.turn(
        () -> {
          notebook.show("id", SOME);
          return null;
        });
    host.sent.clear();
    host.cell = "second";

    notebook.turn(
        () -> {
          notebook.update("id", SOME);
          return null;
        });

    assertThat(host.sent).containsExactly("update id in second");
  }

  @Test
  void interruptOfTheCellAsksTheMagicToStopAndReachesNothingElse() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    List<Boolean> stops = new ArrayList<>();
    Thread cell =
        cell(
            () -> {
              stops.add(notebook.stopRequested());
              running.countDown();
              while (!notebook.stopRequested()) {
                Thread.onSpinWait();
              }
              stops.add(Thread.currentThread().isInterrupted());
              return stops.add(notebook.stopRequested());
            });

    running.await();
    cell.interrupt();
    cell.join();
    notebook.turn(() -> stops.add(notebook.stopRequested()));

    assertThat(stops).containsExactly(false, false, true, false);
  }

  @Test
  void nextMagicWaitsForTheOldOne() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch batch = new CountDownLatch(1);
    Thread first =
        cell(
            () -> {
              running.countDown();
              await(batch);
              return order.add("first ends");
            });
    running.await();
    first.interrupt();
    Thread second = cell(() -> order.add("second runs"));

    batch.countDown();
    second.join();

    assertThat(order).containsExactly("first ends", "second runs");
  }

  @Test
  void exceptionOfAMagicArrivesAsItIs() {
    IllegalArgumentException mistake = new IllegalArgumentException("unknown option --epoch");

    assertThatThrownBy(
            () ->
                notebook.turn(
                    () -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
  }

  @Test
  void declaresByHandingTheObjectOver() {
    Object value = new Object();

    notebook.turn(
        () -> {
          notebook.declare("h", Object.class, value);
          return null;
        });

    assertThat(host.evaluated.remove())
        .startsWith("java.lang.Object h = (java.lang.Object) graft.kernel.Handover.take(\"");
    assertThat(host.taken).isSameAs(value);
  }

  @Test
  void magicThatEndsSoonAfterAnInterruptDeclaresInItsCell() throws InterruptedException {
    Thread cell = cell(() -> declaredWhenStopped(notebook, new CountDownLatch(0)));

    host.interrupt(cell);
    cell.join();

    assertThat(host.evaluated.poll()).contains(" h = ");
    assertThat(host.whenIdle).isEmpty();
  }

  @Test
  void interruptWaitsUntilTheShellIsLeft() throws InterruptedException {
    host.holdsUp = new CountDownLatch(1);
    Thread cell =
        cell(
            impatient,
            () -> {
              impatient.declare("h", Object.class, "value");
              return null;
            });
    host.evaluating.await();

    Thread interrupt = new Thread(() -> host.interrupted.run());
    interrupt.start();
    interrupt.join(200); // it would be over by now

    assertThat(interrupt.isAlive()).isTrue();
    host.holdsUp.countDown();
    interrupt.join();
    cell.join();
  }

  @Test
  void magicThatOutlivesItsCellStaysOutOfTheShell() throws InterruptedException {
    CountDownLatch batch = new CountDownLatch(1);
    Thread cell = cell(impatient, () -> declaredWhenStopped(impatient, batch));

    host.interrupt(cell);
    batch.countDown();
    cell.join();

    assertThat(host.evaluated).isEmpty();
    host.whenIdle.remove().run();
    assertThat(host.evaluated.poll()).contains(" h = ");
  }

  @Test
  void nextMagicDeclaresWhatTheOldOneCouldNot() throws InterruptedException {
    CountDownLatch batch = new CountDownLatch(1);
    Thread cell = cell(impatient, () -> declaredWhenStopped(impatient, batch));
    host.interrupt(cell);
    batch.countDown();
    cell.join();
    host.cell = "next";

    String declared = impatient.turn(() -> host.evaluated.poll());

    assertThat(declared).contains(" h = ");
    host.whenIdle.remove().run();
    assertThat(host.evaluated).isEmpty();
  }

  @Test
  void interruptOfALateDeclarationDoesNotLoseIt() throws InterruptedException {
    CountDownLatch batch = new CountDownLatch(1);
    Thread cell = cell(impatient, () -> declaredWhenStopped(impatient, batch));
    host.interrupt(cell);
    batch.countDown();
    cell.join();
    host.failuresLeft = 1;

    host.whenIdle.remove().run();

    assertThat(host.evaluated.poll()).contains(" h = ");
  }

  @Test
  void magicThatOutlivesItsCellCannotAskForAVariable() throws InterruptedException {
    CountDownLatch batch = new CountDownLatch(1);
    List<Throwable> thrown = new ArrayList<>();
    Thread cell =
        cell(
            impatient,
            () -> {
              awaitStop(impatient);
              await(batch);
              thrown.add(catchThrowable(() -> impatient.lookup("mails")));
              return null;
            });

    host.interrupt(cell);
    batch.countDown();
    cell.join();

    assertThat(thrown).singleElement().isInstanceOf(CancellationException.class);
    assertThat(host.evaluated).isEmpty();
  }

  /** The kernel forgets an interrupt that comes while it compiles the cell. */
  @Test
  void interruptBeforeTheMagicIsNotForgotten() {
    notebook.turn(() -> null);
    host.cell = "second";
    host.interrupted.run();

    assertThatThrownBy(() -> notebook.turn(() -> host.sent.add("ran")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted before it began");
    host.cell = "third";
    notebook.turn(() -> host.sent.add("third ran"));
    assertThat(host.sent).containsExactly("third ran");
  }

  @Test
  void magicOfACellThatEndedBeforeItsThreadCameDoesNotRun() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> notebook.turn(() -> host.sent.add("ran")))
        .hasMessage("interrupted before it began");

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(host.sent).isEmpty();
  }

  @Test
  @Timeout(300)
  void interruptOfTheFirstCellIsHeardBeforeItsMagic() {
    host.cell = null;
    notebook.prepare(List.of());
    host.cell = "first";
    while (host.interrupted == RecordingHost.NOBODY) {
      Thread.onSpinWait();
    }

    host.interrupted.run();

    assertThatThrownBy(() -> notebook.turn(() -> null)).hasMessage("interrupted before it began");
  }

  @Test
  void interruptedCellFailsAlsoWhereItsMagicEndsWell() throws InterruptedException {
    Thread cell = cell(() -> declaredWhenStopped(notebook, new CountDownLatch(0)));

    host.interrupt(cell);
    cell.join();

    assertThat(failures).singleElement().asString().endsWith("IllegalStateException: interrupted");
  }

  @Test
  void magicWhoseCellRanOutOfTimeIsAskedToStop() {
    List<Boolean> stops = new ArrayList<>();

    notebook.turn(
        () -> {
          stops.add(notebook.stopRequested());
          host.cell = "next";
          return stops.add(notebook.stopRequested());
        });

    assertThat(stops).containsExactly(false, true);
  }

  @Test
  void whatTheKernelShowsWhileAnOldMagicStopsIsInTheRunningCell() throws InterruptedException {
    CountDownLatch batch = new CountDownLatch(1);
    Thread cell = cell(impatient, () -> declaredWhenStopped(impatient, batch));
    host.interrupt(cell);
    host.cell = "next";

    impatient.show(SOME);

    batch.countDown();
    cell.join();
    assertThat(host.sent).containsExactly("show null in null");
  }

  @Test
  void preparesInTheShell() {
    notebook.prepare(List.of("import graft.*;", "import graft.data.*;"));

    assertThat(host.evaluated).containsExactly("import graft.*;", "import graft.data.*;");
  }

  @Test
  void looksUpIdentifiersOnly() {
    assertThat(lookedUp("mails")).isEqualTo("value of mails");
    assertThat(lookedUp("undeclared")).isNull();
    assertThat(lookedUp("System.exit(0)")).isNull();
    assertThat(lookedUp("")).isNull();
  }

  private @Nullable Object lookedUp(String name) {
    return notebook.turn(() -> notebook.lookup(name));
  }

  private @Nullable Object declaredWhenStopped(HostedNotebook asked, CountDownLatch batch) {
    awaitStop(asked);
    await(batch);
    asked.declare("h", Object.class, "value");
    return null;
  }

  private void awaitStop(HostedNotebook asked) {
    host.running.countDown();
    while (!asked.stopRequested()) {
      Thread.onSpinWait();
    }
  }

  /** Runs a magic as a kernel runs a cell: on a thread of its own. */
  private Thread cell(Supplier<@Nullable Object> magic) {
    return cell(notebook, magic);
  }

  private Thread cell(HostedNotebook asked, Supplier<@Nullable Object> magic) {
    Thread thread = new Thread(() -> asked.turn(magic));
    thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
    thread.start();
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("a magic was interrupted", e);
    }
  }

  private static final class RecordingHost implements Host {

    private static final Runnable NOBODY = () -> {};

    private final List<String> sent = new ArrayList<>();
    private final BlockingQueue<String> evaluated = new LinkedBlockingQueue<>();
    private final Queue<Runnable> whenIdle = new ConcurrentLinkedQueue<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch evaluating = new CountDownLatch(1);
    private volatile CountDownLatch holdsUp = new CountDownLatch(0);
    private volatile Runnable interrupted = NOBODY;
    private volatile int failuresLeft;
    private volatile @Nullable Object taken;
    private volatile @Nullable String cell = "cell";

    /** Does as the kernels do once a magic runs: tells who listens, then ends the cell. */
    private void interrupt(Thread cellThread) throws InterruptedException {
      running.await();
      interrupted.run();
      cellThread.interrupt();
    }

    @Override
    public @Nullable Object cell() {
      return cell;
    }

    @Override
    public Optional<RunningCell> running(@Nullable Object shownIn) {
      return Optional.empty();
    }

    @Override
    public void show(@Nullable Object shownIn, @Nullable String displayId, MimeBundle bundle) {
      sent.add("show " + displayId + " in " + shownIn);
    }

    @Override
    public void update(@Nullable Object shownIn, String displayId, MimeBundle bundle) {
      sent.add("update " + displayId + " in " + shownIn);
    }

    @Override
    public Object evaluate(String source) {
      if (source.equals("undeclared")) {
        throw new GraftEvaluationException(source, new IllegalStateException("cannot find symbol"));
      }
      evaluating.countDown();
      if (failuresLeft > 0) {
        failuresLeft--;
        throw new GraftEvaluationException(source, new IllegalStateException("interrupted"));
      }
      HostedNotebookTest.await(holdsUp);
      evaluated.add(source);
      if (source.contains("Handover")) {
        taken = Handover.take(source.split("\"")[1]);
      }
      return "value of " + source;
    }

    @Override
    public boolean hearInterrupts(Runnable listener) {
      if (cell == null) {
        return false;
      }
      interrupted = listener;
      return true;
    }

    @Override
    public void whenIdle(@Nullable Object ended, Runnable work) {
      whenIdle.add(work);
    }
  }
}
