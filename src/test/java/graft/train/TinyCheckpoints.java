package graft.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import graft.train.CheckpointFiles.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Small checkpoints in a folder; close it. */
final class TinyCheckpoints implements AutoCloseable {

  private final Path folder;
  private final NDManager manager = Torch.newManager(Device.cpu());

  TinyCheckpoints(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  CheckpointFiles files() {
    return new CheckpointFiles(folder(), Pace.atLeast(0), () -> Map.of("seed", "42"));
  }

  void save(int... epochs) {
    for (int epoch : epochs) {
      files().save(progress(epoch), tensors(epoch, epoch));
    }
  }

  Optional<Integer> newestEpoch() {
    return files().newest().map(checkpoint -> checkpoint.progress().epochs().size());
  }

  List<String> names() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, NDArray> arrays(float first, float second) {
    return new LinkedHashMap<>(
        Map.of("live/a", array(first, second), "optimizer/b", array(-first)));
  }

  Map<String, LazyTensor> tensors(float first, float second) {
    Map<String, LazyTensor> tensors = new LinkedHashMap<>();
    arrays(first, second).forEach((name, array) -> tensors.put(name, Transfer.lazily(array)));
    return tensors;
  }

  NDArray array(float... values) {
    return Transfer.toTorch(FloatTensor.of(values), manager);
  }

  static RunProgress progress(int epochs) {
    return progress(epochs, 0.1 + 0.2);
  }

  static RunProgress progress(int epochs, double loss) {
    List<EpochValues> measured = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("training loss", loss);
      values.put("validation loss", 1e-310);
      values.put("validation accuracy", 1 / 3.0);
      measured.add(new EpochValues(epoch, 0.25, 1e-3, values));
    }
    return new RunProgress(
        measured,
        EpochPart.NONE,
        Map.of("fc/decays", 12L),
        Set.of("fc"),
        0.7,
        1.5,
        false,
        Map.of("precision", "f32"));
  }

  /** Returns progress in the epoch after some. */
  static RunProgress within(int epochs, int step) {
    RunProgress whole = progress(epochs);
    EpochPart part = new EpochPart(step, 0.5, 8.0 * step, Map.of("loss", 1 / 7.0));
    return new RunProgress(
        whole.epochs(),
        part,
        whole.steps(),
        whole.pushed(),
        whole.firstLoss(),
        whole.seconds(),
        false,
        whole.decisions());
  }

  @Override
  public void close() {
    manager.close();
  }
}
