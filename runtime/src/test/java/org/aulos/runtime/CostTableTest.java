package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.aulos.api.Direction;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTableTest {
  private static final Cost TIMED =
      new Cost("timed", 44_100, 1, null, 3_751_369L, 9, 1, 123.456, 0.0123456, false);
  private static final Cost STORED =
      new Cost("stored", 16_000, 1, null, null, 0, 10, null, null, false);
  private static final Cost MADE =
      new Cost("made", 48_000, 2, 21.85, 910_000_000L, 3, 0, 1.5, 14.5, false);
  private static final Cost READ = new Cost("read", 32_000, 1, 22.0, null, 0, 3, null, null, true);

  private static CostTable table(String device, @Nullable PeakMemory memory, Cost... costs) {
    ScoreResult score =
        new ScoreResult(
            "classes",
            "timed",
            0.75,
            Direction.HIGHER_IS_BETTER,
            10,
            null,
            Map.of(),
            List.of(),
            Map.of("metric", "probe"));
    RunRecord run =
        new RunRecord(
            "2024-02-29T12:00:00Z",
            1,
            List.of(),
            Map.of(),
            device,
            2,
            16,
            Map.of(),
            List.of(),
            List.of(),
            List.of(costs),
            memory,
            List.of(),
            List.of(),
            "digest",
            List.of());
    return new CostTable(List.of(score), run);
  }

  private static String cell(CostTable table, int column) {
    return table.lines().get(1).get(column);
  }

  @Test
  void costsStandLeftOfTheScores() {
    CostTable table = table("cpu", null, TIMED);

    assertThat(table.lines().get(0))
        .containsExactly(
            "system", "rate", "parameters", "audio s/s", "clip", "device", "classes \u2191");
    assertThat(table.lines().get(1))
        .containsExactly("timed", "44.1@1 kHz", "3.75 M", "123", "12.3 ms", "cpu", "0.750");
  }

  @Test
  void aSystemWhoseVectorsWereStoredHasNoSpeed() {
    CostTable table = table("cpu", null, STORED);

    assertThat(table.lines().get(1))
        .containsExactly("stored", "16@1 kHz", "?", "cached", "cached", "cpu", "");
    assertThat(table.notes()).anyMatch(note -> note.contains("--no-cache"));
    assertThat(table("cpu", null, TIMED).notes()).noneMatch(note -> note.contains("--no-cache"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999",
    "1000, 1 k",
    "999499, 999 k",
    "999500, 1 M",
    "72141184, 72.1 M",
    "999499999, 999 M",
    "1500000000, 1.5 G"
  })
  void parametersAreCountedInThousands(long parameters, String text) {
    Cost cost = new Cost("timed", 16_000, 1, null, parameters, 1, 0, 1.0, 1.0, false);

    assertThat(cell(table("cpu", null, cost), 2)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.001234, 0.00123", "9.996, 10", "123.456, 123", "1234.5, 1235", "98765.4, 98765"})
  void ratesHaveThreeDigitsOrAllBeforeThePoint(double rate, String text) {
    Cost cost = new Cost("timed", 16_000, 1, null, 1L, 1, 0, rate, 1.0, false);

    assertThat(cell(table("cpu", null, cost), 3)).isEqualTo(text);
  }

  @Test
  void generatorsHaveTheColumnsOfPublishedTables() {
    CostTable table = table("gpu:0", null, MADE, READ);

    assertThat(table.lines().get(0))
        .startsWith("system", "rate", "length", "parameters", "audio s/s", "clip", "device");
    assertThat(table.lines().get(1))
        .startsWith("made", "48@2 kHz", "21.9 s", "910 M", "1.5", "14.5 s", "gpu:0");
    assertThat(table.lines().get(2))
        .startsWith("read", "32@1 kHz", "22 s", "?", "read", "read", "?");
    assertThat(table.notes())
        .anyMatch(note -> note.startsWith("Of generators"))
        .anyMatch(note -> note.contains("device and memory are not known"))
        .noneMatch(note -> note.contains("turns into vectors") || note.contains("--no-cache"));
  }

  @Test
  void runsOfBeforeHaveNoChannels() {
    Cost cost = new Cost("timed", 44_100, 0, null, null, 1, 0, 1.0, 1.0, false);

    assertThat(cell(table("cpu", null, cost), 1)).isEqualTo("44.1 kHz");
  }

  @Test
  void memoryIsToldWithWhatItIsOf() {
    assertThat(lastNote("cpu", new PeakMemory(300L << 20, 100L << 20)))
        .contains("300 MiB resident", "heap at most 100 MiB")
        .doesNotContain("GPU");
    assertThat(lastNote("gpu:0", new PeakMemory(null, 100L << 20)))
        .contains("heap at most 100 MiB; native memory is not known", "GPU is not counted");
  }

  private static String lastNote(String device, PeakMemory memory) {
    List<String> notes = table(device, memory, TIMED).notes();
    return notes.get(notes.size() - 1);
  }

  @Test
  void csvHasAllDigits() throws IOException {
    CostTable table = table("cpu", new PeakMemory(4096L, 1024), TIMED, STORED, READ);

    try (CSVParser csv =
        CSVParser.parse(table.csv(), CSVFormat.RFC4180.builder().setHeader().get())) {
      List<CSVRecord> records = csv.getRecords();
      assertThat(records.get(0).toMap())
          .containsEntry("parameters", "3751369")
          .containsEntry("audio-seconds-per-second", "123.456")
          .containsEntry("seconds-per-clip", "0.0123456")
          .containsEntry("cached", "1")
          .containsEntry("run-peak-resident-bytes", "4096")
          .containsEntry("classes", "0.75");
      assertThat(records.get(1).toMap())
          .containsEntry("audio-seconds-per-second", "")
          .containsEntry("classes", "");
      assertThat(records.get(2).toMap())
          .containsEntry("channels", "1")
          .containsEntry("seconds", "22.0")
          .containsEntry("device", "")
          .containsEntry("run-peak-resident-bytes", "");
    }
  }
}
