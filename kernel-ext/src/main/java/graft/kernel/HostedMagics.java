package graft.kernel;

import graft.magics.render.MimeBundle;
import graft.magics.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The session of one kernel, as both adapters call it. */
public final class HostedMagics implements AutoCloseable {

  private final HostedNotebook notebook;
  private final Session session;
  private final boolean traces;

  /**
   * Starts the session, in the folder that the kernel runs in: its notebook's.
   *
   * @param host the kernel
   * @param environment settings, such as {@code GRAFT_DEVICE}; {@code GRAFT_DEBUG=1} keeps traces
   */
  public HostedMagics(Host host, Map<String, String> environment) {
    this.notebook = new HostedNotebook(host);
    this.session = new Session(notebook, Path.of("").toAbsolutePath(), environment);
    this.traces = "1".equals(environment.get("GRAFT_DEBUG"));
    notebook.prepare(Session.startUpSnippets());
  }

  /** Returns the magics' names, without {@code %}. */
  public Set<String> names() {
    return session.magicNames();
  }

  /** Returns the name under which the kernels look for a magic with a ? behind its name. */
  public static String asking(String magic) {
    return magic + "?";
  }

  /** Shows the help of a magic. */
  public @Nullable Object help(String magic) {
    return line(magic, List.of("--help"));
  }

  /** Returns the types that {@link #render} accepts. */
  public Set<Class<?>> renderedTypes() {
    return session.renderedTypes();
  }

  /** Renders a result that a Java cell returned. */
  public MimeBundle render(Object result) {
    return inOwnLoader(() -> session.render(result));
  }

  /**
   * Runs a line magic.
   *
   * @return its result; null where the kernel would only show it, since it is shown already
   * @throws MagicError if the user can mend it; with {@code GRAFT_DEBUG=1} the exception itself
   */
  public @Nullable Object line(String magic, List<String> arguments) {
    return run(magic, () -> session.line(magic, arguments));
  }

  /**
   * Runs a cell magic.
   *
   * @return as {@link #line}
   */
  public @Nullable Object cell(String magic, List<String> arguments, String body) {
    return run(magic, () -> session.cell(magic, arguments, body));
  }

  private @Nullable Object run(String magic, Supplier<@Nullable Object> work) {
    try {
      Object result = work.get();
      return Snippet.isBareExpression() ? null : result;
    } catch (RuntimeException e) {
      if (traces || !MagicError.isWorded(e)) {
        throw e;
      }
      throw MagicError.of(magic, e);
    }
  }

  /** The engine looks for its natives through the context class loader. */
  private static <T extends @Nullable Object> T inOwnLoader(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(HostedMagics.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() {
    session.close();
    notebook.close();
  }
}
