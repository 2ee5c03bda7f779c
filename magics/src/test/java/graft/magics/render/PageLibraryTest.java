package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.render.PageLibrary.Plotly;
import graft.train.Outcome;
import org.junit.jupiter.api.Test;

class PageLibraryTest {

  @Test
  void notebookHoldsPlotlyOnceAndAsksNobody() {
    MimeBundle bundle = PageLibrary.bundle(Plotly.EMBED);

    assertThat(bundle.text()).isEqualTo("Plotly 3.7.0 for the charts of this notebook");
    assertThat(Markup.html(bundle))
        .contains("window.__graft.library({\"gzip\":\"H4sI")
        .doesNotContain("https:")
        .hasSizeBetween(600_000, 700_000);
  }

  @Test
  void serverIsAskedForExactlyThisPlotly() {
    assertThat(Markup.html(PageLibrary.bundle(Plotly.CDN)))
        .contains("plotly.js-cartesian-dist-min@3.7.0/plotly-cartesian.min.js")
        .containsPattern("\"integrity\":\"sha384-[A-Za-z0-9+/]{64}\"")
        .hasSizeLessThan(20_000);
  }

  @Test
  void withoutPlotlyTablesStillWork() {
    assertThat(Markup.html(PageLibrary.bundle(Plotly.OFF)))
        .contains("window.__graft = {push: take")
        .doesNotContain("library({");
  }

  @Test
  void onlyOutputsWithChartsOrTablesNeedIt() {
    MimeBundle history = HistoryView.render(Samples.history(Outcome.FINISHED, 2));

    assertThat(PageLibrary.isNeededBy(history)).isTrue();
    assertThat(PageLibrary.isNeededBy(MimeBundle.text("window.__graft"))).isFalse();
  }

  @Test
  void scriptTravelsWithoutItsComments() {
    assertThat(PageLibrary.script()).doesNotContain("\n//", "  function").hasSizeLessThan(13_000);
  }
}
