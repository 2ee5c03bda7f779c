package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedModelTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "sample:leaves,classes=2,count=6,size=64";

  @TempDir private Path folder;
  private final Workspace before = Graft.workspace();
  private LabeledDataset data;
  private TransferModel model;
  private TrainingHistory history;

  @BeforeEach
  void train() {
    Graft.workspace(Workspace.beside(folder));
    data = Graft.data(DATA);
    model = Graft.pretrained("graft-nano");
    history = Graft.fineTune(model, data).epochs(1).run();
  }

  @AfterEach
  void close() {
    model.close();
    Graft.workspace(before);
  }

  @Test
  void historyBringsItsOwnRunBackAndNoOther() {
    assertThat(model.identity()).isEqualTo(history.identity());
    try (TransferModel back = Graft.pretrained(history)) {
      assertThat(back.weightsHash()).isEqualTo(model.weightsHash());
      assertThat(back.identity()).isEqualTo(history.identity());
    }

    Graft.workspace().runs().clean(0);
    TrainingHistory next = Graft.fineTune(model, data).epochs(1).seed(2).run();

    assertThat(next.run()).isEqualTo(2);
    assertThatThrownBy(() -> Graft.pretrained(history))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run 1 is no longer kept in .graft; there are run:2");
  }

  @Test
  void changedWeightsAreRefused() throws IOException {
    Path best = Graft.workspace().runs().best(1);
    byte[] bytes = Files.readAllBytes(best);
    bytes[bytes.length - 2] ^= 1;
    Files.write(best, bytes);

    assertThatThrownBy(() -> Graft.pretrained("run:1"))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "weights of run 1 are damaged: best.safetensors does not fit its hash in the record;"
                + " train it again with %finetune --epochs 1, or load another run");
  }

  @Test
  void damageBesideTheBestWeightsIsOnTheCard() throws IOException {
    Path last = Graft.workspace().runs().best(1).resolveSibling("last.safetensors");
    byte[] bytes = Files.readAllBytes(last);
    bytes[bytes.length - 2] ^= 1;
    Files.write(last, bytes);

    try (TransferModel back = Graft.pretrained("run:1")) {
      assertThat(back.card().notes()).endsWith("files: last.safetensors is damaged");
      assertThat(back.weightsHash()).isEqualTo(model.weightsHash());
    }
  }

  @Test
  void weightsThatAreNotNumbersAreRefused() {
    SavedRun run = Graft.savedRun("1");
    Map<String, Tensor> tensors =
        new LinkedHashMap<>(model.live().tensors().read(model.live().tensors().names()));
    float[] bias = ((FloatTensor) tensors.get("fc.bias")).values().clone();
    bias[1] = Float.NaN;
    tensors.put("fc.bias", FloatTensor.of(bias));
    Graft.workspace().runs().save(run, tensors, Map.of());

    assertThatThrownBy(() -> Graft.pretrained("run:1"))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "weights must be finite numbers, received NaN at 1 of tensor 'fc.bias' (run 1);"
                + " train or download them again");
  }

  @Test
  void predictionsThatAreNotNumbersAreAnError() {
    FloatTensor bias = model.live().tensors().read("fc.bias");
    float[] values = bias.values().clone();
    values[0] = Float.NaN;
    model.live().tensors().put("fc.bias", FloatTensor.of(values));

    assertThatThrownBy(() -> Graft.predict(model, DATA))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith("what a network says must be finite numbers, received NaN for ");
    assertThatThrownBy(() -> Graft.evaluate(model, data, Part.VALIDATION))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith("what a network says must be finite numbers, received NaN for ");
  }

  @Test
  void runOfAnEarlierVersionStillOpens() throws IOException {
    Path record = Graft.workspace().runs().best(1).resolveSibling("run.json");
    ObjectNode content = (ObjectNode) JSON.readTree(record.toFile());
    ((ObjectNode) content.at("/history/record")).remove(List.of("run key", "best weights"));
    JSON.writeValue(record.toFile(), content.remove(List.of("format", "files", "checksum")));

    try (TransferModel back = Graft.pretrained("run:1")) {
      assertThat(back.weightsHash()).isEqualTo(model.weightsHash());
      assertThat(back.identity()).isEqualTo(history.identity());
      assertThat(back.card().notes())
          .endsWith(
              "files: an earlier version kept it without hashes, so damage would not be noticed");
    }
  }
}
