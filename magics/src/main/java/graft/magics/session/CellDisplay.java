package graft.magics.session;

import graft.magics.render.MimeBundle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The notebook as one command sees it: what shows how far the command is, is replaced by what the
 * command shows next. A slow machine and a fast one so leave the same outputs.
 */
final class CellDisplay extends WrappedNotebook implements AutoCloseable {

  private final Map<String, String> aliases = new HashMap<>();
  private @Nullable String progress;
  private String subject = "";

  CellDisplay(Notebook notebook) {
    super(notebook);
  }

  /**
   * Shows how far something is, in the place of what was shown so before.
   *
   * @param newSubject the line that names what is acted on
   */
  void progress(String newSubject, MimeBundle bundle) {
    subject = newSubject;
    if (progress == null) {
      progress = DisplayIds.next("progress");
      super.show(progress, bundle);
    } else {
      super.update(progress, bundle);
    }
  }

  @Override
  public void show(MimeBundle bundle) {
    if (progress == null) {
      super.show(bundle);
    } else {
      super.update(progress, bundle);
      progress = null;
    }
  }

  @Override
  public void show(String displayId, MimeBundle bundle) {
    if (progress == null) {
      super.show(displayId, bundle);
    } else {
      aliases.put(displayId, progress);
      show(bundle);
    }
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    super.update(aliases.getOrDefault(displayId, displayId), bundle);
  }

  /** Leaves no bar that seems to move where the command ended before it showed anything else. */
  @Override
  public void close() {
    if (progress != null) {
      show(MimeBundle.text(subject + "\nended before it was complete"));
    }
  }
}
