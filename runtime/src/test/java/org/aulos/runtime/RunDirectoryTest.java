package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.DatasetResult;
import org.aulos.runtime.BenchResult.GeneratorResult;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.PromptsResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.BenchResult.SystemResult;
import org.aulos.runtime.BenchResult.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final ComponentResult COMPONENT =
      new ComponentResult(
          "encoder:mean", "tiny", "1", Map.of("copies", 2, "names", List.of("\u00fc")));

  private static final BenchResult RESULT =
      new BenchResult(
          BenchResult.FORMAT,
          "own",
          "\u201cOwn\u201d \ud83d\ude00",
          "1.2",
          Long.MIN_VALUE,
          List.of(Long.MIN_VALUE, 1L),
          Map.of(
              "d",
              new DatasetResult(
                  COMPONENT,
                  3,
                  0.1 + 0.2,
                  List.of("a"),
                  "print",
                  List.of(new ClipFailure("x", "y")))),
          Map.of("source", COMPONENT),
          Map.of("s", new SystemResult(null, COMPONENT, null, 16_000, 1, 64, null)),
          Map.of(
              "g",
              new GeneratorResult(
                  COMPONENT, 32_000, 2, null, 4, 0.1, "p", List.of(new ClipFailure("x", "y")))),
          new PromptsResult(4, 2.5, "q"),
          Map.of(
              "t",
              new TaskResult(
                  "d",
                  COMPONENT,
                  "rain",
                  null,
                  Map.of(),
                  new SystemResult(null, COMPONENT, null, 16_000, 1, 64, null))),
          List.of(
              new ScoreResult(
                  "t",
                  "s",
                  1 / 3d,
                  Direction.LOWER_IS_BETTER,
                  3,
                  new Interval(0.25, 0.5, 0.95),
                  Map.of("1", 0.25),
                  new PaperResult(0.1 + 0.2, "Own 2020, table 1"),
                  Map.of("rank", 1e-300),
                  List.of("few"),
                  Map.of("metric", "m"))),
          List.of(new BenchResult.Unscored("t", "other", "too few clips")));

  @TempDir private Path folder;

  @Test
  void aResultOfAnEarlierVersionSaysNothingOfSourcesAndOtherData() throws IOException {
    RunDirectory run = RunDirectory.create(folder);
    run.write(RESULT);
    Path file = folder.resolve(RunDirectory.RESULT);
    ObjectNode result = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    result.remove("sources");
    ((ObjectNode) result.at("/scores/0/paper")).remove("data");
    Files.writeString(file, result.toString());

    BenchResult read = RunDirectory.open(folder).result();

    assertThat(read.sources()).isEmpty();
    assertThat(read.scores()).isEqualTo(RESULT.scores());
  }

  @Test
  void aResultReadsBackAsItWas() {
    RunDirectory run = RunDirectory.create(folder);
    run.write(RESULT);

    assertThat(RunDirectory.open(folder).result()).isEqualTo(RESULT);
  }

  @Test
  void aRecordReadsBackAsItWas() {
    RunRecord record =
        new RunRecord(
            "2024-02-29T12:00:00Z",
            1.5,
            List.of("bench", "a b"),
            Map.of("java", "17"),
            "cpu",
            2,
            16,
            Map.of("PyTorch", "2.7"),
            List.of(new RunRecord.AddedPlugin("acme", "1.0", "/plugins/acme.jar", "0123")),
            List.of(new RunRecord.Pass("d", 3, 1, 2, 10, 4, new WorkTimes(2, 2, 1, 6, 1))),
            List.of(new Cost("s", 16_000, 1, null, null, 2, 1, 2.5, 0.125, false)),
            new PeakMemory(null, 4096),
            List.of(new RunRecord.Trained("s", 42, "/store/0123", 60, true)),
            List.of(new RunRecord.Generated("g", 4, 0.1, 8)),
            "digest",
            List.of(new RunRecord.KeptClip("d", "x", "", "clips/01.wav")));
    RunDirectory run = RunDirectory.create(folder);
    run.write(record);

    assertThat(run.run()).isEqualTo(record);
    assertThat(run.run().passes().get(0).realTimeFactor()).isEqualTo(2.5);
  }

  @Test
  void samplesReadBackAsTheyWere() {
    List<SampleResult> samples =
        List.of(
            new SampleResult("t", "s", 7L, "a\nb", 1, "x", "y"),
            new SampleResult("t", "s", null, "c", 0.1 + 0.2, null, null));
    RunDirectory run = RunDirectory.create(folder);
    run.writeSamples(samples);

    assertThat(run.samples()).isEqualTo(samples);
    assertThat(folder.resolve("samples.jsonl")).content().hasLineCount(2);
  }

  @Test
  void noSamplesAreAnEmptyFile() {
    RunDirectory run = RunDirectory.create(folder);
    run.writeSamples(List.of());

    assertThat(run.samples()).isEmpty();
  }

  @Test
  void theDigestIsThatOfTheFile() throws IOException {
    String digest = RunDirectory.create(folder).write(RESULT);

    assertThat(digest).isEqualTo(Digests.sha256(Files.readAllBytes(folder.resolve("result.json"))));
  }

  @Test
  void aFolderWithoutResultIsNoRun() {
    assertThatThrownBy(() -> RunDirectory.open(folder))
        .isInstanceOf(AulosException.class)
        .hasMessageStartingWith(folder + " is not the folder of a benchmark run");
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    Files.writeString(folder.resolve("result.json"), "{\"format\": \"aulos-result-9\"}");

    assertThatThrownBy(() -> RunDirectory.open(folder).result())
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("expected format 'aulos-result-1' but was 'aulos-result-9'");
  }

  @Test
  void keysOfALaterVersionArePassedOver() throws IOException {
    RunDirectory.create(folder).write(RESULT);
    Path file = folder.resolve("result.json");
    Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"later\": [1],"));

    assertThat(RunDirectory.open(folder).result()).isEqualTo(RESULT);
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("result.json"), "{\"format\": ");
    Files.writeString(folder.resolve("samples.jsonl"), "{\"task\": \"t\"}\n{\"task\"");
    RunDirectory run = RunDirectory.open(folder);

    assertThatThrownBy(run::result)
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("result.json");
    assertThatThrownBy(run::samples)
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("samples.jsonl");
    assertThatThrownBy(run::run)
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("run.json");
  }

  @Test
  void digestsAreThoseOfTheStandard() throws IOException {
    // FIPS 180-2, appendix B.1.
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    Path file = Files.write(folder.resolve("abc"), "abc".getBytes(StandardCharsets.US_ASCII));

    assertThat(Digests.sha256("abc")).isEqualTo(abc);
    assertThat(Digests.sha256(file)).isEqualTo(abc);
  }
}
