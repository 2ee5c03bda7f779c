package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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

            2 of 2 rows shown, 3 columns
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
    assertThat(Markup.html(bundle)).contains(">10 of 150 rows shown, </span>");
    assertThat(Markup.words(Markup.html(bundle), "tr")).hasSize(11);
    JsonNode message = Markup.messages(Markup.html(bundle)).get(0);
    assertThat(message.path("rows")).hasSize(140);
    assertThat(message.path("rows").get(139).get(0).asText()).isEqualTo("149");
  }

  @Test
  void aThousandRowsTravelAndTheRestIsCounted() {
    Table table = Table.create("t", IntColumn.create("i", IntStream.range(0, 10_000).toArray()));

    MimeBundle bundle = TableView.render(table);

    JsonNode message = Markup.messages(Markup.html(bundle)).get(0);
    assertThat(message.path("rows")).hasSize(990);
    assertThat(message.path("all").asInt()).isEqualTo(10_000);
    assertThat(Markup.html(bundle)).contains("10 of 10,000 rows shown").hasSizeLessThan(30_000);
  }

  @Test
  void longRowsStopAtAQuarterOfAMegabyte() {
    String words = "word ".repeat(180);
    List<String> lines = IntStream.range(0, 1000).mapToObj(i -> i + words).toList();

    MimeBundle bundle = TableView.render(Table.create("t", StringColumn.create("text", lines)));

    assertThat(Markup.html(bundle)).hasSizeBetween(250_000, 290_000);
    assertThat(Markup.messages(Markup.html(bundle)).get(0).path("all").asInt()).isEqualTo(1000);
  }

  @Test
  void numbersAreSortedAndCopiedInAllTheirDigits() {
    double[] losses = IntStream.range(0, 12).mapToDouble(i -> (i + 1) / 3.0).toArray();
    Table table = Table.create("t", DoubleColumn.create("loss", losses));
    table.doubleColumn(0).setMissing(1);

    JsonNode message = Markup.messages(Markup.html(TableView.render(table))).get(0);

    assertThat(message.path("values").get(0).get(0).asText()).isEqualTo("0.3333333333333333");
    assertThat(message.path("values").get(1).get(0).asText()).isEmpty();
    assertThat(message.path("rows").get(0).toString())
        .isEqualTo("[[\"3.6667\",\"3.6666666666666665\"]]");
  }

  @Test
  void largeNumbersKeepTheirDigits() {
    Table table =
        Table.create(
            "t",
            DoubleColumn.create("whole", 67_000_000, 1),
            DoubleColumn.create("exact", 1_234_567.89, 0.25),
            DoubleColumn.create("wide", 1e20, 1e-9));

    assertThat(TableView.render(table).text())
        .endsWith(
            """
               whole       exact      wide
            67000000  1234567.89  1.00e+20
                   1        0.25  1.00e-09""");
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
