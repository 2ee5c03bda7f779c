package graft.kernel.jjava;

import graft.kernel.Fields;
import graft.kernel.GraftEvaluationException;
import graft.kernel.Host;
import graft.magics.render.MimeBundle;
import graft.magics.session.RunningCell;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;
import org.jspecify.annotations.Nullable;

/** A JJava kernel, 1.0-a6 or later. */
final class JJavaHost implements Host {

  private final BaseKernel kernel;

  JJavaHost(BaseKernel kernel) {
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
    GraftExtension.fill(data, bundle);
    if (displayId != null) {
      // setDisplayId changed its return type from a6 to a7, and with it its linkage
      data.putTransientData("display_id", displayId);
    }
    return data;
  }

  @Override
  public @Nullable Object evaluate(String source) {
    try {
      return kernel.evalRaw(source);
    } catch (NoSuchMethodError removed) {
      return build(source); // evalRaw is marked for removal since a7
    } catch (RuntimeException e) {
      throw new GraftEvaluationException(source, e);
    }
  }

  private @Nullable Object build(String source) {
    try {
      Object builder =
          BaseKernel.class.getMethod("evalBuilder", String.class).invoke(kernel, source);
      Class<?> type = BaseKernel.class.getMethod("evalBuilder", String.class).getReturnType();
      return type.getMethod("eval").invoke(builder);
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
