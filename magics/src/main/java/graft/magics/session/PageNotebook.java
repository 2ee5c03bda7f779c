package graft.magics.session;

import graft.magics.render.MimeBundle;
import graft.magics.render.PageLibrary;
import graft.magics.render.PageLibrary.Plotly;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The notebook as a page with scripts: before the first output that needs them it shows the
 * library, once a notebook. It is shown again where {@code %graft set plotly} asks for it, and
 * where the cell that holds it runs again, since its former outputs are gone then.
 */
final class PageNotebook extends WrappedNotebook {

  private final Supplier<PlotlySetting> setting;
  private @Nullable PlotlySetting sent;
  private Optional<RunningCell> home = Optional.empty();

  PageNotebook(Notebook notebook, Supplier<PlotlySetting> setting) {
    super(notebook);
    this.setting = setting;
  }

  /** Returns an output as the page is to show it; shows the library first where it is needed. */
  synchronized MimeBundle prepared(MimeBundle bundle) {
    Optional<RunningCell> running = cell();
    if (isGone(running)) {
      sent = null;
    }
    PlotlySetting wanted = setting.get();
    MimeBundle shown = wanted.plotly() == Plotly.OFF ? PageLibrary.withoutCharts(bundle) : bundle;
    if (!wanted.equals(sent) && PageLibrary.isNeededBy(shown)) {
      sent = wanted;
      home = running;
      super.show(PageLibrary.bundle(wanted.plotly()));
    }
    return shown;
  }

  private boolean isGone(Optional<RunningCell> running) {
    return home.isPresent() && running.isPresent() && running.get().replaces(home.get());
  }

  @Override
  public void show(MimeBundle bundle) {
    super.show(prepared(bundle));
  }

  @Override
  public void show(String displayId, MimeBundle bundle) {
    super.show(displayId, prepared(bundle));
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    super.update(displayId, prepared(bundle));
  }
}
