package org.aulos.runtime.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.DatasetResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.BenchResult.SystemResult;
import org.aulos.runtime.BenchResult.TaskResult;
import org.aulos.runtime.Cost;
import org.aulos.runtime.PeakMemory;
import org.aulos.runtime.RunDirectory;
import org.aulos.runtime.RunRecord;
import org.aulos.runtime.WorkTimes;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The folder of a run that a test describes: one data set, named {@code sounds}. */
final class RunFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Path path;
  private final List<String> classes = new ArrayList<>();
  private final List<ClipFailure> failures = new ArrayList<>();
  private final Map<String, SystemResult> systems = new LinkedHashMap<>();
  private final Map<String, TaskResult> tasks = new LinkedHashMap<>();
  private final List<ScoreResult> scores = new ArrayList<>();
  private final List<SampleResult> samples = new ArrayList<>();
  private final List<Cost> costs = new ArrayList<>();
  private final List<RunRecord.KeptClip> clips = new ArrayList<>();
  private String title = "Sounds";

  RunFolder(Path path) {
    this.path = path;
  }

  RunFolder title(String text) {
    title = text;
    return this;
  }

  RunFolder classes(List<String> names) {
    classes.addAll(names);
    return this;
  }

  RunFolder failure(String id, String problem) {
    failures.add(new ClipFailure(id, problem));
    return this;
  }

  RunFolder score(String task, String system, double value) {
    return score(scored(task, system, value, Map.of("metric", "probe"), List.of()));
  }

  RunFolder score(ScoreResult score) {
    scores.add(score);
    systems.put(
        score.system(),
        new SystemResult(null, component("encoder:statistics"), null, 16_000, 1, 128, null));
    tasks.put(score.task(), new TaskResult("sounds", component("metric:probe"), null, null));
    return this;
  }

  /** A score whose interval reaches 0.0625 to either side. */
  static ScoreResult scored(
      String task,
      String system,
      double value,
      Map<String, String> signature,
      List<String> warnings) {
    return new ScoreResult(
        task,
        system,
        value,
        Direction.HIGHER_IS_BETTER,
        40,
        new Interval(value - 0.0625, value + 0.0625, 0.95),
        Map.of("fold 1", value),
        warnings,
        signature);
  }

  RunFolder sample(String task, String system, String id, String expected, String predicted) {
    double value = expected.equals(predicted) ? 1 : 0;
    samples.add(new SampleResult(task, system, null, id, value, expected, predicted));
    return this;
  }

  RunFolder clip(String id, String label, String file) {
    return clip("sounds", id, label, file);
  }

  RunFolder clip(String dataset, String id, String label, String file) {
    clips.add(new RunRecord.KeptClip(dataset, id, label, file));
    return this;
  }

  /** Writes 16-bit mono samples beside the result. */
  RunFolder wav(String file, float[] samples, int sampleRate) throws IOException {
    byte[] pcm = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      int value = Math.round(samples[i] * Short.MAX_VALUE);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    AudioFormat format = new AudioFormat(sampleRate, 16, 1, true, false);
    Files.createDirectories(path.resolve(file).getParent());
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(pcm), format, samples.length)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, path.resolve(file).toFile());
    }
    return this;
  }

  /** Writes {@code result.json} and nothing else. */
  RunFolder writeResult() throws IOException {
    DatasetResult dataset =
        new DatasetResult(
            component("dataset:folders"), 40, 200, classes, "0123456789abcdef", failures);
    BenchResult result =
        new BenchResult(
            BenchResult.FORMAT,
            "sounds",
            title,
            "0.1.0",
            42,
            List.of(42L),
            Map.of("sounds", dataset),
            Map.of(),
            systems,
            Map.of(),
            null,
            tasks,
            scores,
            List.of());
    JSON.writeValue(path.resolve(RunDirectory.RESULT).toFile(), result);
    return this;
  }

  RunFolder cost(Cost cost) {
    costs.add(cost);
    return this;
  }

  /** Writes everything. */
  RunFolder write() throws IOException {
    writeResult();
    StringBuilder lines = new StringBuilder();
    for (SampleResult sample : samples) {
      lines.append(JSON.writeValueAsString(sample)).append('\n');
    }
    Files.writeString(path.resolve(RunDirectory.SAMPLES), lines, StandardCharsets.UTF_8);
    RunRecord run =
        new RunRecord(
            "2026-11-20T14:03:11Z",
            12.5,
            List.of("aulos", "bench", "my sounds.yaml"),
            Map.of("processor", "abacus"),
            "cpu",
            2,
            16,
            Map.of("PyTorch", "2.7.1"),
            List.of(
                new RunRecord.AddedPlugin("acme", "1.0", "/plugins/acme.jar", "0123456789abcdef0")),
            List.of(new RunRecord.Pass("sounds", 40, 7, 33, 200, 4, new WorkTimes(2, 2, 1, 6, 1))),
            costs,
            new PeakMemory(300L << 20, 100L << 20),
            List.of(),
            List.of(),
            "fedcba9876543210",
            clips);
    JSON.writeValue(path.resolve(RunDirectory.RUN).toFile(), run);
    return this;
  }

  String html() throws IOException {
    return Files.readString(HtmlReport.render(RunDirectory.open(path)), StandardCharsets.UTF_8);
  }

  Document page() throws IOException {
    return Jsoup.parse(html());
  }

  private static ComponentResult component(String name) {
    return new ComponentResult(name, "eval", "0.1.0", Map.of("folds", 5));
  }
}
