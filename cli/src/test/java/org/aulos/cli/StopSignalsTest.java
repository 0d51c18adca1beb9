package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StopSignalsTest {
  @Test
  void theFirstSignalIsHeardAndTheProcessLives() throws IOException, InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    try (StopSignals signals = StopSignals.listen(told::countDown)) {
      assertThat(signals.heard()).isFalse();

      String own = String.valueOf(ProcessHandle.current().pid());
      assertThat(new ProcessBuilder("kill", "-TERM", own).start().waitFor()).isZero();

      assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(signals.heard()).isTrue();
      assertThat(signals.exitCode()).isEqualTo(128 + 15);
    }
  }
}
