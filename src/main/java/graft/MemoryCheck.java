package graft;

import graft.engine.ProcessMemory;
import graft.task.Network;
import graft.train.MemoryEstimate;
import graft.train.TrainingPlan;
import java.util.Locale;

/** Refuses a run that would not fit into memory. Memory of a GPU is not looked at. */
final class MemoryCheck {

  private final Network network;
  private final TrainingPlan plan;
  private final MemoryEstimate estimate;
  private final long limitBytes;

  MemoryCheck(Network network, TrainingPlan plan, boolean caches) {
    this(network, plan, caches, ProcessMemory.ofThisProcess().limit());
  }

  /**
   * @param limitBytes that this process may hold
   */
  MemoryCheck(Network network, TrainingPlan plan, boolean caches, long limitBytes) {
    this.network = network;
    this.plan = plan;
    this.estimate = new MemoryEstimate(network.backbone(), network.heads(), plan, caches);
    this.limitBytes = limitBytes;
  }

  /**
   * Returns how much the process will hold at the peak of the run, 0 where nobody knows.
   *
   * @throws IllegalArgumentException if that is more than there is
   */
  long peakBytes() {
    long holds = ProcessMemory.ofThisProcess().resident().orElse(0);
    if (network.device().isGpu() || holds == 0) {
      return 0;
    }
    long peak = holds + estimate.peakBytes(plan.batch());
    if (peak > limitBytes) {
      throw tooMuch(peak, estimate.fittingBatch(limitBytes - holds));
    }
    return peak;
  }

  private IllegalArgumentException tooMuch(long peak, int fitting) {
    return new IllegalArgumentException(
        "training with --batch %d would hold %s at its peak, and this process may hold %s; %s"
            .formatted(
                plan.batch(),
                gigabytes(peak),
                gigabytes(limitBytes),
                fitting > 0
                    ? "use --batch " + fitting
                    : "freeze more stages, or stop other programs"));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
