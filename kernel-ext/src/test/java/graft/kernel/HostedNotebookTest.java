package graft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.magics.render.MimeBundle;
import graft.magics.session.RunningCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostedNotebookTest {

  private static final MimeBundle SOME = MimeBundle.text("some");

  private final RecordingHost host = new RecordingHost();
  private final HostedNotebook notebook = new HostedNotebook(host);

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

    String source = host.evaluated.remove();
    assertThat(source)
        .startsWith("java.lang.Object h = (java.lang.Object) graft.kernel.Handover.take(\"");
    assertThat(Handover.take(source.split("\"")[1])).isSameAs(value);
  }

  @Test
  void declaresAfterAnInterruptOnlyWhenNoCellRuns() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Thread cell =
        cell(
            () -> {
              running.countDown();
              while (!notebook.stopRequested()) {
                Thread.onSpinWait();
              }
              notebook.declare("h", Object.class, "value");
              return null;
            });
    running.await();

    synchronized (host.monitor()) {
      cell.interrupt();
      cell.join();

      assertThat(host.evaluated.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
    assertThat(host.evaluated.poll(10, TimeUnit.SECONDS)).contains(" h = ");
  }

  @Test
  void looksUpIdentifiersOnly() {
    assertThat(notebook.lookup("mails")).isEqualTo("value of mails");
    assertThat(notebook.lookup("undeclared")).isNull();
    assertThat(notebook.lookup("System.exit(0)")).isNull();
    assertThat(notebook.lookup("")).isNull();
  }

  /** Runs a magic as a kernel runs a cell: on a thread of its own. */
  private Thread cell(Supplier<@Nullable Object> magic) {
    Thread thread = new Thread(() -> notebook.turn(magic));
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

    private final List<String> sent = new ArrayList<>();
    private final BlockingQueue<String> evaluated = new LinkedBlockingQueue<>();
    private String cell = "cell";

    @Override
    public Object cell() {
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
      evaluated.add(source);
      return "value of " + source;
    }

    @Override
    public Object monitor() {
      return this;
    }
  }
}
