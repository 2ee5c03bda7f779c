package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opens real photographs from the web, where they are at hand. */
class FlowersTest {

  private final Path flowers = Path.of(System.getProperty("graft.shared"), "data", "flowers");

  @BeforeEach
  void photographsAreThere() {
    assumeTrue(Files.isDirectory(flowers), "no photographs in " + flowers);
  }

  @Test
  void readyMadePartsAreFound() {
    LabeledDataset data = ImageFolder.open(flowers);

    assertThat(data.classes()).hasSize(5);
    assertThat(data.counts(Part.TRAIN)).containsOnly(160);
    assertThat(data.counts(Part.VALIDATION)).containsOnly(80);
    assertThat(data.part(Part.TEST)).isEmpty();
    assertThat(data.problems()).isEmpty();
  }
}
