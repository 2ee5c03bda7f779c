package graft.magics.session;

import graft.magics.render.MimeBundle;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands everything on to another notebook; subclasses see to what is shown. */
abstract class WrappedNotebook implements Notebook {

  private final Notebook notebook;

  WrappedNotebook(Notebook notebook) {
    this.notebook = notebook;
  }

  @Override
  public void show(MimeBundle bundle) {
    notebook.show(bundle);
  }

  @Override
  public void show(String displayId, MimeBundle bundle) {
    notebook.show(displayId, bundle);
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    notebook.update(displayId, bundle);
  }

  @Override
  public void declare(String name, Class<?> type, Object value) {
    notebook.declare(name, type, value);
  }

  @Override
  public @Nullable Object lookup(String name) {
    return notebook.lookup(name);
  }

  @Override
  public boolean stopRequested() {
    return notebook.stopRequested();
  }

  @Override
  public <T extends @Nullable Object> T turn(Supplier<T> work) {
    return notebook.turn(work);
  }

  @Override
  public Optional<RunningCell> cell() {
    return notebook.cell();
  }
}
