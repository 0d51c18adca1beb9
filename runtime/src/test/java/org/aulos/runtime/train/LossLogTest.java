package org.aulos.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossLogTest {
  @TempDir Path folder;

  private void add(long from, long to) {
    try (LossLog log = LossLog.open(folder)) {
      for (long step = from; step <= to; step++) {
        log.add(step, (double) (step - from + 1), Map.of("größe", 1.0 / step));
      }
    }
  }

  @Test
  void linesOfStepsThatAreTakenAgainAreDropped() {
    add(1, 9);
    add(7, 8);

    assertThat(LossLog.read(folder))
        .extracting(LossLog.Line::step)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void secondsGoOnWhereTheyWere() {
    add(1, 9);
    add(7, 8);

    assertThat(LossLog.read(folder).get(7).seconds()).isEqualTo(6 + 2);
  }

  @Test
  void aTornLineIsNoneAndIsWrittenOver() throws IOException {
    add(1, 3);
    Files.writeString(folder.resolve(LossLog.FILE), "{\"step\":4,\"sec", StandardOpenOption.APPEND);

    assertThat(LossLog.read(folder)).hasSize(3);
    add(4, 4);
    assertThat(Files.readAllLines(folder.resolve(LossLog.FILE)))
        .hasSize(4)
        .allMatch(line -> line.endsWith("}"));
  }

  @Test
  void whatIsThereStaysUntilAStepIsTaken() {
    add(1, 3);
    LossLog.open(folder).close();

    assertThat(LossLog.read(folder)).hasSize(3);
  }

  @Test
  void withoutAFileThereAreNoLines() {
    assertThat(LossLog.read(folder.resolve("nowhere"))).isEmpty();
  }
}
