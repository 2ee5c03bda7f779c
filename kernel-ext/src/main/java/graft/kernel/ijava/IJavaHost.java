package graft.kernel.ijava;

import graft.kernel.Fields;
import graft.kernel.GraftEvaluationException;
import graft.kernel.Host;
import graft.magics.render.MimeBundle;
import graft.magics.session.RunningCell;
import io.github.spencerpark.jupyter.channels.DefaultReplyEnvironment;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.Loop;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.DisplayStream;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import io.github.spencerpark.jupyter.messages.request.InterruptRequest;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IJava kernel. */
final class IJavaHost implements Host {

  private final BaseKernel kernel;

  IJavaHost(BaseKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public @Nullable Object cell() {
    // null once the field is renamed: outputs then go to whichever cell runs, as any kernel's do
    return Fields.read(DisplayStream.class, "env", kernel.getIO().display);
  }

  @Override
  public Optional<RunningCell> running(@Nullable Object cell) {
    return cell != null
            && Fields.read(DefaultReplyEnvironment.class, "context", cell)
                instanceof Message<?> request
            && request.getNonNullMetadata().get("cellId") instanceof String id
        ? Optional.of(new RunningCell(id, request.getHeader().getId()))
        : Optional.empty();
  }

  @Override
  public void show(@Nullable Object cell, @Nullable String displayId, MimeBundle bundle) {
    DisplayData data = data(displayId, bundle);
    if (cell instanceof ShellReplyEnvironment environment) {
      environment.publish(new PublishDisplayData(data));
    } else {
      kernel.getIO().display.display(data);
    }
  }

  @Override
  public void update(@Nullable Object cell, String displayId, MimeBundle bundle) {
    DisplayData data = data(displayId, bundle);
    if (cell instanceof ShellReplyEnvironment environment) {
      environment.publish(new PublishUpdateDisplayData(data));
    } else {
      kernel.getIO().display.updateDisplay(data);
    }
  }

  private static DisplayData data(@Nullable String displayId, MimeBundle bundle) {
    DisplayData data = new DisplayData();
    Install.fill(data, bundle);
    if (displayId != null) {
      data.setDisplayId(displayId);
    }
    return data;
  }

  @Override
  public @Nullable Object evaluate(String source) {
    try {
      return kernel.getClass().getMethod("evalRaw", String.class).invoke(kernel, source);
    } catch (InvocationTargetException e) {
      throw new GraftEvaluationException(source, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new GraftEvaluationException(source, e);
    }
  }

  @Override
  public boolean hearInterrupts(Runnable listener) {
    if (!(shell(cell()) instanceof ShellChannel shell)
        || !(Fields.read(ShellChannel.class, "connection", shell)
            instanceof JupyterConnection connection)) {
      return false;
    }
    ShellHandler<InterruptRequest> kernels = connection.getHandler(MessageType.INTERRUPT_REQUEST);
    connection.setHandler(
        MessageType.INTERRUPT_REQUEST,
        (environment, message) -> {
          listener.run();
          kernels.handle(environment, message);
        });
    return true;
  }

  @Override
  public void whenIdle(@Nullable Object cell, Runnable work) {
    if (shell(cell) instanceof ShellChannel shell
        && Fields.read(ShellChannel.class, "ioloop", shell) instanceof Loop loop) {
      loop.doNext(work);
    }
  }

  private static @Nullable Object shell(@Nullable Object cell) {
    return cell instanceof DefaultReplyEnvironment environment ? environment.getShell() : null;
  }
}
