package org.aulos.runtime;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.aulos.api.AulosException;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.jspecify.annotations.Nullable;

/**
 * What each system and each generator costs beside what it scores: a row for each, the columns of
 * its costs, then one for each task.
 */
public final class CostTable {
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final String UNKNOWN = "?";
  private static final String CACHED = "cached";
  private static final String READ = "read";

  private final ResultTable scores;
  private final RunRecord run;

  /** The costs of a run beside its scores. */
  public CostTable(List<ScoreResult> scores, RunRecord run) {
    this.scores = new ResultTable(scores);
    this.run = run;
  }

  /** Whether no system has a cost: so it is with runs of earlier versions. */
  public boolean isEmpty() {
    return run.costs().isEmpty();
  }

  /** Header, then a line for each system. */
  public List<List<String>> lines() {
    List<List<String>> scored = scores.lines();
    Map<String, List<String>> cells = new TreeMap<>();
    scored.forEach(line -> cells.put(line.get(0), line.subList(1, line.size())));
    List<String> none = scores.tasks().stream().map(task -> "").toList();
    List<List<String>> lines = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("system", "rate"));
    if (hasGenerators()) {
      header.add("length");
    }
    header.addAll(List.of("parameters", "audio s/s", "clip", "device"));
    header.addAll(scored.get(0).subList(1, scored.get(0).size()));
    lines.add(header);
    for (Cost cost : run.costs()) {
      List<String> line = new ArrayList<>(costs(cost));
      line.addAll(cells.getOrDefault(cost.system(), none));
      lines.add(line);
    }
    return lines;
  }

  private boolean hasGenerators() {
    return run.costs().stream().anyMatch(cost -> cost.seconds() != null);
  }

  private List<String> costs(Cost cost) {
    String untimed = cost.cached() == 0 ? UNKNOWN : cost.elsewhere() ? READ : CACHED;
    List<String> cells = new ArrayList<>(List.of(cost.system(), rate(cost)));
    if (hasGenerators()) {
      cells.add(cost.seconds() == null ? "" : digits(cost.seconds()) + " s");
    }
    cells.add(cost.parameters() == null ? UNKNOWN : count(cost.parameters()));
    cells.add(cost.audioPerSecond() == null ? untimed : digits(cost.audioPerSecond()));
    cells.add(cost.secondsPerClip() == null ? untimed : duration(cost.secondsPerClip()));
    cells.add(cost.elsewhere() ? UNKNOWN : run.device());
    return cells;
  }

  /** As in {@code 44.1@2 kHz}, two channels. */
  private static String rate(Cost cost) {
    String rate = plain(BigDecimal.valueOf(cost.sampleRate(), 3));
    return rate + (cost.channels() == 0 ? "" : "@" + cost.channels()) + " kHz";
  }

  private static String duration(double seconds) {
    return seconds < 1 ? digits(seconds * 1000) + " ms" : digits(seconds) + " s";
  }

  /** As in {@code 3.75 M}; as it is below a thousand. */
  private static String count(long count) {
    if (count < 1_000) {
      return String.valueOf(count);
    }
    if (count < 999_500) {
      return digits(count / 1e3) + " k";
    }
    return count < 999_500_000 ? digits(count / 1e6) + " M" : digits(count / 1e9) + " G";
  }

  /** Three digits that count, none of them dropped before the point. */
  private static String digits(double value) {
    return value >= 1000
        ? String.valueOf(Math.round(value))
        : plain(BigDecimal.valueOf(value).round(THREE_DIGITS));
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** What the columns mean, and how much memory the run took, in sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("rate: of the audio, with its number of channels.");
    if (run.costs().stream().anyMatch(cost -> cost.seconds() == null)) {
      notes.add(
          "audio s/s: seconds of audio that one worker turns into vectors in a second, reading and"
              + " resampling left out. clip: median over the clips of their share in the time of"
              + " their batch (at most %d clips).".formatted(run.batchSize()));
    }
    if (hasGenerators()) {
      notes.add(
          "Of generators, audio s/s: seconds of audio made in a second, one prompt after the other."
              + " clip: median over the prompts of the time until their audio was there.");
    }
    if (run.costs().stream().anyMatch(Cost::elsewhere)) {
      notes.add(
          "Of what is made outside this process device and memory are not known; read: it was made"
              + " before, so nothing was timed.");
    }
    if (run.costs().stream().anyMatch(CostTable::isStored)) {
      notes.add(
          "cached: every vector came from the store, so nothing was timed; --no-cache computes"
              + " them.");
    }
    if (!scores.tasks().isEmpty()) {
      notes.add("The scores are those of the table of scores, where * and ! are explained.");
    }
    PeakMemory memory = run.memory();
    if (memory != null) {
      notes.add(text(memory));
    }
    return notes;
  }

  private static boolean isStored(Cost cost) {
    return cost.audioPerSecond() == null && cost.cached() > 0 && !cost.elsewhere();
  }

  private String text(PeakMemory memory) {
    String heap = "the Java heap at most " + mebibytes(memory.heapBytes());
    String whole =
        Optional.ofNullable(memory.residentBytes())
            .map(bytes -> mebibytes(bytes) + " resident, heap and native, of it " + heap)
            .orElse(heap + "; native memory is not known here");
    return "Peak memory of the process, all systems and metrics together: %s.%s"
        .formatted(whole, run.device().startsWith("gpu") ? " That of the GPU is not counted." : "");
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  /** The table and its notes in Markdown. */
  public String markdown() {
    return ResultTable.markdown(lines(), notes());
  }

  /**
   * One line for each system and each generator, in CSV: costs with all digits, the peak memory of
   * the whole run, then the value of each task; empty where it is not known.
   */
  public String csv() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "system",
                "sample-rate",
                "channels",
                "seconds",
                "parameters",
                "audio-seconds-per-second",
                "seconds-per-clip",
                "computed",
                "cached",
                "device",
                "run-peak-resident-bytes",
                "run-peak-heap-bytes"));
    header.addAll(scores.tasks());
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(header);
      for (Cost cost : run.costs()) {
        csv.printRecord(exact(cost));
      }
    } catch (IOException e) {
      throw new AulosException("cannot write the table of costs: " + e, e);
    }
    return text.toString();
  }

  private List<@Nullable Object> exact(Cost cost) {
    PeakMemory memory = cost.elsewhere() ? null : run.memory();
    List<@Nullable Object> values = new ArrayList<>();
    values.add(cost.system());
    values.add(cost.sampleRate());
    values.add(cost.channels() == 0 ? null : cost.channels());
    values.add(cost.seconds());
    values.add(cost.parameters());
    values.add(cost.audioPerSecond());
    values.add(cost.secondsPerClip());
    values.add(cost.computed());
    values.add(cost.cached());
    values.add(cost.elsewhere() ? null : run.device());
    values.add(memory == null ? null : memory.residentBytes());
    values.add(memory == null ? null : memory.heapBytes());
    for (String task : scores.tasks()) {
      values.add(scores.cell(cost.system(), task).map(ScoreResult::value).orElse(null));
    }
    return values;
  }
}
