package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.Example;
import graft.data.Source;
import graft.data.Target;
import graft.eval.Predictions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {

  @TempDir Path folder;

  @BeforeEach
  void beside() {
    Graft.workspace(Workspace.beside(folder));
  }

  private static Predictions.Item item(String id, String label, double probability) {
    Source source = new Source.Picture(id, () -> null);
    Example example = new Example(id, "hash", source, new Target.None());
    return new Predictions.Item(example, label, probability, List.of(probability));
  }

  private static Predictions predictions(Predictions.Item... items) {
    return new Predictions("nano · new/", List.of("oak"), List.of(items), List.of());
  }

  @Test
  void aRowAnInput() {
    Graft.write(predictions(item("a.png", "oak", 0.75), item("b.png", "Ahorn, ä", 1e-4)), "p.csv");

    assertThat(folder.resolve("p.csv"))
        .hasContent(
            "id,label,probability,probability of oak\n"
                + "a.png,oak,0.75,0.75\nb.png,\"Ahorn, ä\",1.0E-4,1.0E-4");
  }

  @Test
  void everyClassHasItsProbability() {
    Example example =
        new Example("c.jpg", "h", new Source.Picture("", () -> null), new Target.None());
    Predictions.Item item = new Predictions.Item(example, "elephant", 0.269, List.of(0.731, 0.269));

    Graft.write(
        new Predictions("nano", List.of("crab, blue", "elephant"), List.of(item), List.of()),
        "p.csv");

    assertThat(item.improbable()).isTrue();
    assertThat(folder.resolve("p.csv"))
        .hasContent(
            "id,label,probability,\"probability of crab, blue\",probability of elephant\n"
                + "c.jpg,elephant,0.269,0.731,0.269");
  }

  @Test
  void quotesAndLineEndsStayInTheirField() {
    Graft.write(predictions(item("a\"b\n.png", "oak", 0.5)), "p.csv");

    assertThat(folder.resolve("p.csv"))
        .hasContent("id,label,probability,probability of oak\n\"a\"\"b\n.png\",oak,0.5,0.5");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Graft.write(predictions(), "none/p.csv"))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "predictions cannot be written to none/p.csv: does not exist; what was there before is unchanged");
  }
}
