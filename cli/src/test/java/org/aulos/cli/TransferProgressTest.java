package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.aulos.runtime.models.TransferListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransferProgressTest {
  private static String shown(boolean terminal, boolean quiet) throws InterruptedException {
    StringWriter out = new StringWriter();
    TransferListener progress = new TransferProgress(new PrintWriter(out), quiet, terminal);
    progress.started("a.bin", 1_000_000, 4_000_000);
    TimeUnit.MILLISECONDS.sleep(150);
    progress.advanced(2_000_000);
    progress.finished();
    progress.told("mind this");
    return out.toString();
  }

  @Test
  void aTerminalShowsABarWithRateAndTimeLeft() throws InterruptedException {
    assertThat(shown(true, false))
        .contains("1.0 MB are there already")
        .containsPattern("a.bin \\[={15} {15}\\] 2.0 MB of 4.0 MB, \\d+ s left, [\\d.]+ MB/s")
        .containsPattern("a.bin: 1.0 MB in 0.\\d s");
  }

  @Test
  void elsewhereThereAreNoBars() throws InterruptedException {
    assertThat(shown(false, false)).contains("a.bin: 1.0 MB in").doesNotContain("[", "\r");
  }

  @Test
  void notesAreTakenEvenByThoseWhoWantQuiet() throws InterruptedException {
    assertThat(shown(false, true)).isEqualToNormalizingNewlines("note: mind this\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "14200000, 14.2 MB",
    "288600000, 288.6 MB",
    "8589934592, 8.6 GB",
    "9223372036854775807, 9223372036.9 GB"
  })
  void sizesAreReadable(long bytes, String text) {
    assertThat(Sizes.of(bytes)).isEqualTo(text);
  }
}
