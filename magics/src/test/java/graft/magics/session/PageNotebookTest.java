package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.render.MimeBundle;
import graft.magics.render.PageLibrary.Plotly;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageNotebookTest {

  private static final MimeBundle CHART = MimeBundle.of("chart", "<script>window.__graft</script>");

  private final RecordingNotebook notebook = new RecordingNotebook();
  private PlotlySetting setting = new PlotlySetting(Plotly.EMBED, 0);
  private final PageNotebook page = new PageNotebook(notebook, () -> setting);

  @Test
  void libraryComesOnceAndBeforeTheFirstChart() {
    page.show(MimeBundle.text("words"));
    assertThat(notebook.libraries()).isEmpty();

    page.show(CHART);
    page.show("id", CHART);
    page.update("id", CHART);

    assertThat(notebook.libraries()).hasSize(1);
    assertThat(notebook.shown()).hasSize(4);
  }

  @Test
  void cellThatHeldItBringsItAgainWhenItRunsAgain() {
    run("cell 1", "turn 1");
    run("cell 1", "turn 1");
    run("cell 2", "turn 2");
    assertThat(notebook.libraries()).hasSize(1);

    run("cell 1", "turn 3");
    run("cell 2", "turn 4");

    assertThat(notebook.libraries()).hasSize(2);
  }

  @Test
  void cellThatNoLongerShowsAChartLosesItToo() {
    run("cell 1", "turn 1");
    notebook.runs(Optional.of(new RunningCell("cell 1", "turn 2")));
    page.show(MimeBundle.text("words"));
    run("cell 2", "turn 3");

    assertThat(notebook.libraries()).hasSize(2);
  }

  @Test
  void frontEndThatNamesNoCellsGetsItOnce() {
    page.show(CHART);
    page.show(CHART);

    assertThat(notebook.libraries()).hasSize(1);
  }

  @Test
  void changedSettingBringsItAgain() {
    setting = new PlotlySetting(Plotly.OFF, 1);
    page.show(CHART);
    setting = new PlotlySetting(Plotly.EMBED, 2);
    page.show(CHART);

    assertThat(notebook.libraries())
        .extracting(MimeBundle::text)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void settingItAnewBringsALostLibraryBack() {
    page.show(CHART);
    setting = new PlotlySetting(Plotly.EMBED, 1);
    page.show(CHART);

    assertThat(notebook.libraries()).hasSize(2);
  }

  @Test
  void offLeavesPicturesAndTables() {
    setting = new PlotlySetting(Plotly.OFF, 1);
    String push = "<script>(window.__graft=window.__graft||[]).push(%s)</script>";
    String html = "<img/>" + push.formatted("{\"chart\":\"1\"}") + push.formatted("{\"table\":1}");

    page.show(MimeBundle.of("both", html));

    assertThat(notebook.shown().get(0).bundle().data().get(MimeBundle.HTML))
        .isEqualTo("<img/>" + push.formatted("{\"table\":1}"));
  }

  private void run(String cell, String turn) {
    notebook.runs(Optional.of(new RunningCell(cell, turn)));
    page.show(CHART);
  }
}
