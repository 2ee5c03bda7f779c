package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.BatchSource;
import graft.tiny.ResidentMemory;
import graft.tiny.TinyExamples;
import org.junit.jupiter.api.Test;

/** A loop that forgets to free a step's memory grows by megabytes a step. */
class TrainingMemoryTest {

  private static final int WARM_UP = 50;
  private static final int BATCHES = 300;

  @Test
  void residentMemoryStaysFlat() {
    ResidentMemory.require();
    BatchSource training = TinyExamples.pictures(10 * 8, 2, 64, 1);
    BatchSource validation = TinyExamples.pictures(8, 2, 64, 2);
    Watching memory = new Watching();

    try (TinyTraining tiny = TinyTraining.resNet(8, 64)) {
      FineTuner tuner = tiny.everythingTrains(TinyTraining.plan(BATCHES / 10, 1e-3));
      TinyTraining.fit(tuner, training, validation, memory);
    }

    assertThat(memory.batches).isEqualTo(BATCHES);
    assertThat(memory.atEnd).isLessThan((long) (1.05 * memory.afterWarmUp));
  }

  /** Reads the resident memory twice. */
  private static final class Watching implements TrainingListener {

    private int batches;
    private long afterWarmUp;
    private long atEnd;

    @Override
    public void batchEnded(int epoch, int batch, int batchesOfEpoch, double loss) {
      batches++;
      if (batches == WARM_UP) {
        afterWarmUp = ResidentMemory.kilobytes();
      } else if (batches == BATCHES) {
        atEnd = ResidentMemory.kilobytes();
      }
    }
  }
}
