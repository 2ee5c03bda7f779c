package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.Example;
import graft.data.LabeledDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

  private static final String LEAVES = "sample:leaves,classes=2,count=3,size=32";

  @TempDir Path folder;

  @BeforeEach
  void draw() throws IOException {
    Graft.workspace(Workspace.beside(folder));
    for (String name : List.of("new/a.png", "old/a.png", "one.png")) {
      Files.createDirectories(folder.resolve(name).getParent());
      BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", folder.resolve(name).toFile());
    }
    Files.writeString(folder.resolve("old/text.jpg"), "no picture");
  }

  private static List<String> ids(Inputs inputs) {
    return inputs.pictures().stream().map(Example::id).toList();
  }

  @Test
  void oneInputKeepsItsNames() {
    assertThat(ids(Inputs.of("new/"))).containsExactly("a.png");
    assertThat(ids(Inputs.of("one.png"))).containsExactly("one.png");
    assertThat(Inputs.of("new/").words()).isEqualTo("new/");
  }

  @Test
  void severalInputsAreToldApart() {
    Inputs inputs = Inputs.of("new/", "old", "one.png");

    assertThat(ids(inputs)).containsExactly("new/a.png", "old/a.png", "one.png");
    assertThat(inputs.words()).isEqualTo("new/, old, one.png");
    assertThat(inputs.problems()).hasSize(1);
  }

  @Test
  void dataSetsAndSamplesGiveAllTheirExamples() {
    LabeledDataset leaves = Graft.data(LEAVES);

    assertThat(Inputs.of(LEAVES).pictures()).hasSize(6);
    assertThat(ids(Inputs.none().and("mine", leaves).and("new")))
        .hasSize(7)
        .startsWith("mine/" + leaves.examples().get(0).id())
        .endsWith("new/a.png");
  }

  @Test
  void somethingMustBeReadable() throws IOException {
    Files.delete(folder.resolve("old/a.png"));

    assertThatThrownBy(() -> Inputs.of("old").pictures())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no input can be read: text.jpg is not a readable picture: ");
    assertThatThrownBy(() -> Inputs.none().pictures())
        .hasMessage("no input can be read: there is none");
  }
}
