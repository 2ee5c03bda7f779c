package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardTest {

  private static final String MARKDOWN =
      """
      # graft-nano

      | | |
      |---|---|
      | trained | on pictures of \
      leaves |
      | licence | Apache-2.0 |
      | limits | small |

      A paragraph | with a bar.
      """;

  @Test
  void rowsAreFoundByTheirFirstCell() {
    Card card = Card.parse(MARKDOWN);

    assertThat(card.row("licence")).isEqualTo("Apache-2.0");
    assertThat(card.rows()).containsOnlyKeys("trained", "licence", "limits");
  }

  @Test
  void notesAreTheRowsThatNothingElseShows() {
    assertThat(Card.parse(MARKDOWN).notes())
        .isEqualTo("trained: on pictures of leaves\nlimits: small");
  }

  @Test
  void rowThatIsNotThere() {
    assertThat(Card.parse("").row("licence")).isEmpty();
  }
}
