package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingsTest {
  private static RunSettings on(String device) {
    return new RunSettings(42, 0, device, 0, 16, 600, false, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cpu", "gpu", "gpu:0", "gpu:12"})
  void devicesAreAutoCpuOrGpu(String device) {
    assertThat(on(device).device()).isEqualTo(device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GPU", "cuda", "gpu:", "gpu:-1", "gpu:1234", "cpu:0"})
  void otherDevicesAreRefused(String device) {
    assertThatThrownBy(() -> on(device))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("device")
        .hasMessageContaining("'" + device + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "-1,0,16,600,limit",
    "0,-1,16,600,workers",
    "0,1025,16,600,workers",
    "0,0,0,600,batch-size",
    "0,0,4097,600,batch-size",
    "0,0,16,0,max-seconds",
    "0,0,16,NaN,max-seconds",
    "0,0,16,86401,max-seconds"
  })
  void whatIsOutOfRangeIsNamedByItsKey(
      int limit, int workers, int batchSize, double maxSeconds, String key) {
    assertThatThrownBy(
            () -> new RunSettings(42, limit, "cpu", workers, batchSize, maxSeconds, false, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  @Test
  void withoutNumberThereIsAWorkerForEachCore() {
    assertThat(RunSettings.DEFAULTS.workerCount())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(new RunSettings(1, 0, "cpu", 3, 1, 1, false, false).workerCount()).isEqualTo(3);
  }
}
