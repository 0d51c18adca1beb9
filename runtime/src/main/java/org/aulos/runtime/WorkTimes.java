package org.aulos.runtime;

import java.util.Locale;

/**
 * What the workers of a pass did with their time. The three times add up to that of the pass, times
 * the workers.
 *
 * @param workers worker threads
 * @param batchesAtOnce batches that were computed at a time at most: one on a GPU; on the CPU as
 *     many as there are workers, whose cores are the device
 * @param readingSeconds time in which workers read, decoded and resampled, or looked into the store
 * @param computingSeconds time in which they computed vectors, or had a GPU compute them
 * @param waitingSeconds time in which they had nothing to do, or waited for a GPU to be free
 */
public record WorkTimes(
    int workers,
    int batchesAtOnce,
    double readingSeconds,
    double computingSeconds,
    double waitingSeconds) {
  /** Share of the time in which workers read, of what all of them had; in [0, 1]. */
  public double reading() {
    return share(readingSeconds);
  }

  /** Share of the time in which they computed. */
  public double computing() {
    return share(computingSeconds);
  }

  /** Share of the time in which they did nothing. */
  public double waiting() {
    return share(waitingSeconds);
  }

  /** Share of the time of the pass in which the device computed, if it takes a batch at a time. */
  public double deviceBusy() {
    return computing() * workers / batchesAtOnce;
  }

  private double share(double seconds) {
    double all = readingSeconds + computingSeconds + waitingSeconds;
    return all > 0 ? seconds / all : 0;
  }

  /** All shares, in a line for people. */
  @Override
  public String toString() {
    String shares =
        String.format(
            Locale.ROOT,
            "%d workers read %.0f %%, computed %.0f %%, waited %.0f %% of the time",
            workers,
            100 * reading(),
            100 * computing(),
            100 * waiting());
    return batchesAtOnce < workers
        ? shares + String.format(Locale.ROOT, "; device busy %.0f %%", 100 * deviceBusy())
        : shares;
  }
}
