package org.aulos.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aulos.runtime.pipeline.ComputeTimes.Batch;
import org.junit.jupiter.api.Test;

class ComputeTimesTest {
  @Test
  void theRateIsThatOfAllBatchesTogether() {
    ComputeTimes times = new ComputeTimes(0, List.of(new Batch(2, 10, 1), new Batch(1, 5, 4)));

    assertThat(times.audioPerSecond()).hasValue(3);
  }

  @Test
  void theTimeOfAClipIsAMedianOverClipsAndNotOverBatches() {
    // Shares 8; 1, 1, 1, 1: the mean of two batches would be 4.5.
    ComputeTimes times = new ComputeTimes(0, List.of(new Batch(1, 1, 8), new Batch(4, 4, 4)));

    assertThat(times.secondsPerClip()).hasValue(1);
  }

  @Test
  void anEvenNumberOfClipsHasItsMedianInTheMiddle() {
    ComputeTimes times = new ComputeTimes(0, List.of(new Batch(1, 1, 3), new Batch(1, 1, 2)));

    assertThat(times.secondsPerClip()).hasValue(2.5);
  }

  @Test
  void whatWasNotComputedHasNoTime() {
    ComputeTimes times = new ComputeTimes(7, List.of());

    assertThat(times.audioPerSecond()).isEmpty();
    assertThat(times.secondsPerClip()).isEmpty();
  }

  @Test
  void timesOfSeveralPassesAddUp() {
    ComputeTimes one = new ComputeTimes(1, List.of(new Batch(2, 10, 1)));
    ComputeTimes other = new ComputeTimes(3, List.of(new Batch(4, 20, 2)));

    assertThat(one.and(other))
        .isEqualTo(new ComputeTimes(4, List.of(new Batch(2, 10, 1), new Batch(4, 20, 2))));
    assertThat(one.and(other).computed()).isEqualTo(6);
  }
}
