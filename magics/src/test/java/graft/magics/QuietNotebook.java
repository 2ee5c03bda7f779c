package graft.magics;

import graft.magics.render.MimeBundle;
import graft.magics.session.Notebook;
import org.jspecify.annotations.Nullable;

/** A notebook that shows nothing and that nobody stops. */
final class QuietNotebook implements Notebook {

  @Override
  public void show(MimeBundle bundle) {}

  @Override
  public void show(String displayId, MimeBundle bundle) {}

  @Override
  public void update(String displayId, MimeBundle bundle) {}

  @Override
  public void declare(String name, Class<?> type, Object value) {}

  @Override
  public @Nullable Object lookup(String name) {
    return null;
  }

  @Override
  public boolean stopRequested() {
    return false;
  }
}
