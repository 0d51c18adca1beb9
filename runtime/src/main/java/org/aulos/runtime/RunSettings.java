package org.aulos.runtime;

import org.aulos.api.spi.Describe;

/**
 * How to run, apart from what: the keys {@code seed}, {@code limit}, {@code device}, … of any
 * configuration.
 *
 * @param seed seed of everything random
 * @param limit clips of each data set, in turn from every class and fold; 0 for all
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param workers worker threads; 0 for one for each core
 * @param batchSize clips in a batch, at most
 * @param maxSeconds longest clip that is read; longer ones are reported as failures
 * @param strict whether a clip that cannot be read ends the run
 * @param cache whether vectors are taken from and kept in the store
 */
@Describe("How to run, apart from what.")
public record RunSettings(
    @Describe("Seed of everything random.") long seed,
    @Describe("Clips of each data set, in turn from every class and fold; 0 for all.") int limit,
    @Describe("Where tensors live: auto, cpu, gpu or gpu:N.") String device,
    @Describe("Worker threads; 0 for one for each core.") int workers,
    @Describe("Clips in a batch, at most; does not change any number.") int batchSize,
    @Describe("Longest clip that is read, in seconds; longer ones are reported as failures.")
        double maxSeconds,
    @Describe("Whether a clip that cannot be read ends the run.") boolean strict,
    @Describe("Whether vectors are taken from and kept in the store.") boolean cache) {
  /**
   * Seed 42, all clips, the best device, all cores, batches of 16, clips of up to ten minutes,
   * failures skipped, store used.
   */
  public static final RunSettings DEFAULTS =
      new RunSettings(42, 0, "auto", 0, 16, 600, false, true);

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public RunSettings {
    if (limit < 0) {
      throw new IllegalArgumentException("expected limit >= 0 but was " + limit);
    }
    if (!device.matches("auto|cpu|gpu(:[0-9]{1,3})?")) {
      throw new IllegalArgumentException(
          "expected device auto, cpu, gpu or gpu:N but was '" + device + "'");
    }
    if (workers < 0 || workers > 1024) {
      throw new IllegalArgumentException("expected 0 <= workers <= 1024 but was " + workers);
    }
    if (batchSize < 1 || batchSize > 4096) {
      throw new IllegalArgumentException("expected 1 <= batch-size <= 4096 but was " + batchSize);
    }
    if (!(maxSeconds > 0 && maxSeconds <= 86_400)) {
      throw new IllegalArgumentException("expected 0 < max-seconds <= 86400 but was " + maxSeconds);
    }
  }

  /** These settings with another seed. */
  public RunSettings withSeed(long other) {
    return new RunSettings(other, limit, device, workers, batchSize, maxSeconds, strict, cache);
  }

  /** These settings with another limit. */
  public RunSettings withLimit(int other) {
    return new RunSettings(seed, other, device, workers, batchSize, maxSeconds, strict, cache);
  }

  /** Worker threads, resolved. */
  public int workerCount() {
    return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
  }
}
