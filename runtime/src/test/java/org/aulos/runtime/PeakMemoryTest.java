package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PeakMemoryTest {
  @Test
  void thePeakIsThatOfTheResidentMemory() {
    String status = "Name:\tjava\nVmPeak:\t 9000 kB\nVmHWM:\t    1234 kB\nVmRSS:\t 1000 kB\n";

    assertThat(PeakMemory.resident(status)).isEqualTo(1234 * 1024);
  }

  @Test
  void aSystemThatTellsNoneHasNone() {
    assertThat(PeakMemory.resident("Name:\tjava\n")).isNull();
  }

  @Test
  void theHeapHoldsAtLeastWhatWasPutThere() {
    byte[] held = new byte[8 << 20];

    assertThat(PeakMemory.ofThisProcess().heapBytes()).isGreaterThan(held.length);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void linuxTellsMoreThanTheLibrariesOfJavaAlone() {
    assertThat(Files.exists(Path.of("/proc/self/status"))).isTrue();
    assertThat(Objects.requireNonNull(PeakMemory.ofThisProcess().residentBytes()))
        .isGreaterThan(10L << 20);
  }
}
