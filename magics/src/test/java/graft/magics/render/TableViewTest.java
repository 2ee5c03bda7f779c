package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

class TableViewTest {

  @Test
  void textIsComplete() {
    DoubleColumn share = DoubleColumn.create("share", 0.25, 0.5);
    share.setPrintFormatter(NumberColumnFormatter.percent(0));
    Table table =
        Table.create(
            "results",
            StringColumn.create("name", "a", null),
            DoubleColumn.create("loss", 1 / 3.0, Double.NaN),
            share);

    assertThat(TableView.render(table).text())
        .isEqualTo(
            """
            results

            2 of 2 rows shown
            name    loss  share
            a     0.3333    25%
            –          –    50%""");
  }

  @Test
  void numbersOfAColumnAreWrittenAlike() {
    Table table = Table.create("t", DoubleColumn.create("loss", 1 / 3.0, 1, 0.5));

    assertThat(TableView.render(table).text()).endsWith("  loss\n0.3333\n1.0000\n0.5000");
  }

  @Test
  void firstTenRowsAreShownAndTheRestIsCounted() {
    Table table = Table.create("t", IntColumn.create("i", IntStream.range(0, 150).toArray()));

    MimeBundle bundle = TableView.render(table);

    assertThat(bundle.text()).contains("10 of 150 rows shown").endsWith("\n9");
    assertThat(Markup.html(bundle)).contains("<bdi>10 of 150 rows shown</bdi>");
    assertThat(Markup.words(Markup.html(bundle), "tr")).hasSize(11);
  }

  @Test
  void wideTableIsCutAndCounted() {
    Table table = Table.create("t");
    IntStream.range(0, 40).forEach(i -> table.addColumns(IntColumn.create("c" + i, new int[] {i})));

    assertThat(TableView.render(table).text())
        .contains("1 of 1 row shown, 30 of 40 columns shown")
        .contains("c29")
        .doesNotContain("c30");
  }

  @Test
  void numbersStandOnTheRightUnderAScopedHeading() {
    String html = Markup.html(TableView.render(Table.create("t", IntColumn.create("i", 7))));

    assertThat(html).containsPattern("<th scope=\"col\" style=\"[^\"]*text-align:right\">");
  }

  @Test
  void hostileCellsAndHeadingsAreInert() {
    Table table =
        Table.create(Samples.HOSTILE, StringColumn.create(Samples.HOSTILE, Samples.HOSTILE));

    MimeBundle bundle = TableView.render(table);

    Markup.assertInert(Markup.html(bundle));
    assertThat(Markup.words(Markup.html(bundle), "th").get(1)).startsWith("</td><script>alert(");
    assertThat(bundle.text().lines()).hasSize(5);
  }

  @Test
  void emptyTableSaysSo() {
    assertThat(TableView.render(Table.create("nothing")).text())
        .startsWith("nothing\n\n0 of 0 rows shown");
  }
}
