package org.aulos.runtime.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How long a system computed, from audio of its format to vectors. Reading and resampling are not
 * in it: systems share them.
 *
 * @param cached clips whose vectors came from the store
 * @param batches what was computed, in any order
 */
public record ComputeTimes(int cached, List<Batch> batches) {
  /** Of a system that was given nothing. */
  public static final ComputeTimes NONE = new ComputeTimes(0, List.of());

  /** Times. */
  public ComputeTimes {
    batches = List.copyOf(batches);
  }

  /**
   * What one thread computed at once.
   *
   * @param clips clips in it
   * @param audioSeconds their duration together
   * @param seconds time it took
   */
  public record Batch(int clips, double audioSeconds, double seconds) {}

  /** These and those of {@code other}. */
  public ComputeTimes and(ComputeTimes other) {
    List<Batch> both = new ArrayList<>(batches);
    both.addAll(other.batches);
    return new ComputeTimes(cached + other.cached, both);
  }

  /** Clips that were computed. */
  public int computed() {
    return batches.stream().mapToInt(Batch::clips).sum();
  }

  /** Duration of what was computed, in seconds. */
  public double audioSeconds() {
    return batches.stream().mapToDouble(Batch::audioSeconds).sum();
  }

  /** Time that the computing threads took, one added to the other. */
  public double seconds() {
    return batches.stream().mapToDouble(Batch::seconds).sum();
  }

  /** Seconds of audio that one thread processes in a second; empty if none was computed. */
  public OptionalDouble audioPerSecond() {
    double seconds = seconds();
    return seconds > 0 ? OptionalDouble.of(audioSeconds() / seconds) : OptionalDouble.empty();
  }

  /**
   * Median over the clips of their share in the time of their batch, in seconds: the first batches,
   * which Java still interprets, hardly move it. Empty if none was computed.
   */
  public OptionalDouble secondsPerClip() {
    double[] shares =
        batches.stream()
            .flatMapToDouble(
                batch ->
                    DoubleStream.generate(() -> batch.seconds() / batch.clips())
                        .limit(batch.clips()))
            .sorted()
            .toArray();
    int middle = shares.length / 2;
    if (shares.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        shares.length % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2);
  }
}
