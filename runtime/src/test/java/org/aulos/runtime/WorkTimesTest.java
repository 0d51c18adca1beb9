package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WorkTimesTest {
  @Test
  void sharesAreOfTheTimeOfAllWorkers() {
    WorkTimes times = new WorkTimes(2, 2, 1, 6, 1);

    assertThat(times).hasToString("2 workers read 13 %, computed 75 %, waited 13 % of the time");
    assertThat(times.reading() + times.computing() + times.waiting()).isEqualTo(1);
  }

  @Test
  void aDeviceThatTakesABatchAtATimeIsBusyWhileAnyWorkerComputes() {
    // A pass of ten seconds by four workers.
    WorkTimes times = new WorkTimes(4, 1, 20, 9, 11);

    assertThat(times.deviceBusy()).isCloseTo(0.9, within(1e-12));
    assertThat(times).asString().endsWith("; device busy 90 %");
  }

  @Test
  void noTimeHasNoShares() {
    assertThat(new WorkTimes(2, 2, 0, 0, 0).computing()).isZero();
  }
}
