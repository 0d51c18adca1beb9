package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.statistics.SeedsAndClips;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks under several seeds. */
class SeedsTest {
  private static final int CLIPS = 24;
  private static final String YAML =
      """
      device: cpu
      seeds: [1, 2, 3]
      datasets:
        beeps: {use: beeps, clips: 24}
      systems:
        sober: {extractor: two-bins, encoder: mean}
        lucky: {encoder: lucky}
      tasks:
        size: {metric: size}
        dice: {metric: dice}
      """;

  @TempDir private Path folder;
  private Aulos aulos;

  @BeforeEach
  void open() {
    aulos = Aulos.open(List.of(new LuckyPlugin(), new TinyPlugin()), Places.below(folder));
  }

  private RunDirectory run(String name, String yaml, String... assignments) throws IOException {
    Path file = Files.writeString(folder.resolve("seeds.yaml"), yaml);
    try (BenchJob job = aulos.bench(Configuration.read(file).with(List.of(assignments)))) {
      return job.run(folder.resolve(name), List.of(), ProgressListener.SILENT);
    }
  }

  private static ScoreResult score(RunDirectory run, String task, String system) {
    return run.result().scores().stream()
        .filter(score -> score.task().equals(task) && score.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsRandomIsTheMeanOverTheSeeds() throws IOException {
    ScoreResult score = score(run("run", YAML), "size", "lucky");

    assertThat(score.seeds())
        .containsOnlyKeys("1", "2", "3")
        .doesNotContainEntry("2", score.value());
    assertThat(score.value())
        .isCloseTo(
            score.seeds().values().stream().mapToDouble(v -> v).average().orElseThrow(),
            within(1e-12));
    assertThat(score.n()).isEqualTo(CLIPS);
  }

  @Test
  void whatIsFoundUnderASeedIsWhatThatSeedFindsAlone() throws IOException {
    ScoreResult several = score(run("several", YAML), "size", "lucky");
    ScoreResult alone =
        score(run("alone", YAML.replace("seeds: [1, 2, 3]", "seed: 2")), "size", "lucky");

    assertThat(several.seeds()).containsEntry("2", alone.value());
    assertThat(alone.seeds()).isEmpty();
  }

  @Test
  void whatIsNotRandomIsMeasuredOnce() throws IOException {
    RunDirectory run = run("run", YAML);

    assertThat(score(run, "size", "sober").seeds()).isEmpty();
    assertThat(run.samples())
        .filteredOn(sample -> sample.task().equals("size") && sample.system().equals("sober"))
        .hasSize(CLIPS)
        .allMatch(sample -> sample.seed() == null);
  }

  @Test
  void aRandomMetricMakesEverySystemRandom() throws IOException {
    assertThat(score(run("run", YAML), "dice", "sober").seeds()).hasSize(3);
  }

  @Test
  void theIntervalIsOverSeedsAndClips() throws IOException {
    RunDirectory run = run("run", YAML);
    double[][] shares = new double[3][];
    for (long seed = 1; seed <= 3; seed++) {
      long own = seed;
      shares[(int) seed - 1] =
          run.samples().stream()
              .filter(s -> s.task().equals("size") && s.system().equals("lucky"))
              .filter(s -> Objects.equals(s.seed(), own))
              .mapToDouble(SampleResult::value)
              .toArray();
    }
    var interval = Objects.requireNonNull(score(run, "size", "lucky").interval());

    assertThat(shares[2]).hasSize(CLIPS);
    assertThat(interval.low()).isCloseTo(SeedsAndClips.of(shares).interval().low(), within(1e-12));
    assertThat(interval.high())
        .isCloseTo(SeedsAndClips.of(shares).interval().high(), within(1e-12));
  }

  @Test
  void scoresOfOneSeedWithoutAnIntervalGetThatOfTheirClips() throws IOException {
    var interval = score(run("run", YAML), "size", "sober").interval();

    assertThat(Objects.requireNonNull(interval).level()).isEqualTo(0.95);
  }

  @Test
  void oneClipHasNoInterval() throws IOException {
    assertThat(score(run("run", YAML, "limit=1"), "size", "sober").interval()).isNull();
  }

  @Test
  void vectorsThatDoNotDependOnTheSeedAreComputedOnce() throws IOException {
    assertThat(run("first", YAML.replace("[1, 2, 3]", "[1, 2]")).run().passes().get(0).computed())
        .isEqualTo(CLIPS + 2 * CLIPS);
    assertThat(run("second", YAML).run().passes().get(0).computed()).isEqualTo(CLIPS);
  }

  @Test
  void theSameSeedsGiveTheSameBits() throws IOException {
    Path first = run("first", YAML, "workers=1", "cache=false").path();
    Path second = run("second", YAML, "workers=3", "batch-size=5").path();

    for (String file : List.of("result.json", "samples.jsonl", "table.tex", "provenance.json")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void seedsArePartOfEverySignature() throws IOException {
    RunDirectory run = run("run", YAML);

    assertThat(score(run, "size", "lucky").signature()).containsEntry("seed", "1+2+3");
    assertThat(score(run, "size", "sober").signature())
        .isEqualTo(score(run, "size", "lucky").signature());
    assertThat(score(run, "dice", "lucky").signature()).containsEntry("seed", "1+2+3");
  }

  @Test
  void theReportShowsSeedsAndOneVerdictForEachClip() throws IOException {
    RunDirectory run = run("run", YAML);

    assertThat(run.result().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(Files.readString(run.path().resolve("table.md")))
        .contains("size: means over the seeds 1, 2, 3; intervals are over seeds and clips");
    assertThat(Files.readString(run.path().resolve("report.html")))
        .contains("means over the seeds 1, 2, 3", "24 · 3 seeds", "seed 2");
  }

  /** What depends on the seed. */
  public static final class LuckyPlugin implements Plugin {
    @Override
    public String name() {
      return "lucky";
    }

    @Override
    public List<Component<?, ?>> components() {
      return List.of(
          Component.encoder(
              "lucky",
              new TinyPlugin.NoOptions(),
              (options, resources) -> new Lucky(resources.seed())),
          Component.metric("size", new TinyPlugin.NoOptions(), (options, resources) -> new Size()),
          Component.metric(
              "dice",
              new TinyPlugin.NoOptions(),
              (options, resources) -> new Dice(resources.seed())));
    }
  }

  /** The length of a clip, stretched by a factor that the seed and the length decide. */
  private record Lucky(long seed) implements Encoder<AudioBatch> {
    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public Optional<AudioFormat> audioFormat() {
      return Optional.of(AudioFormat.mono(TinyPlugin.RATE));
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch audio) {
      float[] vectors = new float[audio.size()];
      for (int clip = 0; clip < vectors.length; clip++) {
        int length = audio.length(clip);
        vectors[clip] = length * new Random(1_000 * seed + length).nextFloat();
      }
      return new EmbeddingBatch(audio.manager().create(vectors, new Shape(vectors.length, 1)));
    }
  }

  /** The mean of the first value. */
  private record Size() implements Metric<LabelledEmbeddings> {
    @Override
    public Class<LabelledEmbeddings> evidenceType() {
      return LabelledEmbeddings.class;
    }

    @Override
    public Score score(LabelledEmbeddings evidence) {
      List<SampleScore> samples = new ArrayList<>();
      for (int row = 0; row < evidence.embeddings().size(); row++) {
        samples.add(
            SampleScore.of(
                evidence.embeddings().ids().get(row), evidence.embeddings().value(row, 0)));
      }
      return mean(samples, Signature.of("size"));
    }

    static Score mean(List<SampleScore> samples, Signature signature) {
      double mean = samples.stream().mapToDouble(SampleScore::value).average().orElseThrow();
      return Score.of(mean, Direction.HIGHER_IS_BETTER, samples.size(), signature)
          .withSamples(samples);
    }
  }

  /** A number for each clip that has nothing to do with it. */
  private record Dice(long seed) implements Metric<LabelledEmbeddings> {
    @Override
    public Class<LabelledEmbeddings> evidenceType() {
      return LabelledEmbeddings.class;
    }

    @Override
    public Score score(LabelledEmbeddings evidence) {
      Random random = new Random(seed);
      return Size.mean(
          evidence.embeddings().ids().stream()
              .map(id -> SampleScore.of(id, random.nextDouble()))
              .toList(),
          Signature.of("dice").with("seed", seed));
    }
  }
}
