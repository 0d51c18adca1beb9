package org.aulos.runtime.train;

import org.aulos.api.spi.Describe;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.pipeline.OperationThreads;

/**
 * How to train, apart from what: the keys {@code seed}, {@code device}, {@code workers}, … beside
 * {@code trainer} and {@code dataset}.
 *
 * @param seed seed of everything random
 * @param limit clips of the data set, in turn from every class and fold; 0 for all
 * @param maxSeconds longest clip that is taken; longer ones are left out
 * @param strict whether a clip that cannot be read ends the run before it begins
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param workers threads that decode ahead; 0 for one for each core
 * @param threads threads within one tensor operation; 0 for one for each core
 * @param memory decoded audio that is kept for later passes, in MiB; 0 for none
 */
@Describe("How to train, apart from what.")
public record TrainSettings(
    @Describe("Seed of everything random.") long seed,
    @Describe("Clips of the data set, in turn from every class and fold; 0 for all.") int limit,
    @Describe("Longest clip that is taken, in seconds; longer ones are left out.")
        double maxSeconds,
    @Describe("Whether a clip that cannot be read ends the run before it begins.") boolean strict,
    @Describe("Where tensors live: auto, cpu, gpu or gpu:N.") String device,
    @Describe("Threads that decode ahead; 0 for one for each core; does not change any number.")
        int workers,
    @Describe("Threads within one tensor operation; 0 for one for each core; last digits depend.")
        int threads,
    @Describe("Decoded audio kept for later passes, in MiB; 0 for none.") int memory) {
  /**
   * Seed 42, all clips of up to ten minutes, unreadable ones left out, the best device, all cores,
   * 512 MiB of decoded audio.
   */
  public static final TrainSettings DEFAULTS =
      new TrainSettings(42, 0, 600, false, "auto", 0, 0, 512);

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TrainSettings {
    flow(seed, limit, maxSeconds, strict, device, workers);
    if (threads < 0 || threads > 1024) {
      throw new IllegalArgumentException("expected 0 <= threads <= 1024 but was " + threads);
    }
    if (memory < 0) {
      throw new IllegalArgumentException("expected memory >= 0 but was " + memory);
    }
  }

  /** These settings with another seed. */
  public TrainSettings withSeed(long other) {
    return new TrainSettings(other, limit, maxSeconds, strict, device, workers, threads, memory);
  }

  /** These settings for the parts that every job has. */
  public RunSettings flow() {
    return flow(seed, limit, maxSeconds, strict, device, workers);
  }

  private static RunSettings flow(
      long seed, int limit, double maxSeconds, boolean strict, String device, int workers) {
    int batchSize = RunSettings.DEFAULTS.batchSize(); // of pipelines; trainers have their own
    return new RunSettings(
        seed, limit, device, workers, batchSize, maxSeconds, strict, RunSettings.DEFAULTS.cache());
  }

  /** The threads within an operation that are asked for. */
  public OperationThreads operationThreads() {
    return threads > 0 ? new OperationThreads(threads) : OperationThreads.ALL_CORES;
  }

  /** Bytes of decoded audio to keep: as asked, but no more than a third of the heap. */
  public long memoryBytes() {
    return Math.min((long) memory << 20, Runtime.getRuntime().maxMemory() / 3);
  }
}
