package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.Provenance;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.BenchResult.TrainingResult;
import org.aulos.runtime.dataset.DatasetsPlugin;
import org.aulos.runtime.train.TrainFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Benchmarks that train an encoder before they judge it. The score is what the encoder says. */
class TrainedSystemsTest {
  private static final String TRAINING =
      "training: {trainer: level, dataset: {use: beeps, clips: 20}}";
  private static final String YAML =
      """
      device: cpu
      datasets:
        beeps: {use: beeps, clips: 24}
      systems:
        raw: {encoder: above-level}
        learned:
          encoder: above-level
          %s
      tasks:
        size: {metric: size}
      """
          .formatted(TRAINING);

  @TempDir private Path folder;
  private Aulos aulos;

  @BeforeEach
  void open() {
    aulos =
        Aulos.open(
            List.of(
                new TinyPlugin(),
                new LevelPlugin(),
                new SeedsTest.LuckyPlugin(),
                new DatasetsPlugin()),
            Places.below(folder));
  }

  private Configuration configuration(String yaml, String... assignments) throws IOException {
    return Configuration.read(Files.writeString(folder.resolve("own.yaml"), yaml))
        .with(List.of(assignments));
  }

  private RunDirectory run(ProgressListener progress, String yaml, String... assignments)
      throws IOException {
    try (BenchJob job = aulos.bench(configuration(yaml, assignments))) {
      return job.run(Files.createTempDirectory(folder, "run"), List.of("bench"), progress);
    }
  }

  private RunDirectory run(String... assignments) throws IOException {
    return run(ProgressListener.SILENT, YAML, assignments);
  }

  private static ScoreResult score(RunDirectory run) {
    return run.result().scores().stream()
        .filter(score -> score.system().equals("learned"))
        .findFirst()
        .orElseThrow();
  }

  private static TrainingResult training(RunDirectory run) {
    return Objects.requireNonNull(
        Objects.requireNonNull(run.result().systems().get("learned")).training());
  }

  @Test
  void theEncoderIsMadeOfWhatTheTrainingCameTo() throws IOException {
    Path place = folder.resolve("by-hand");
    Configuration byHand =
        Configuration.empty("own")
            .with(List.of("trainer=level", "dataset={use: beeps, clips: 20}", "device=cpu"));
    try (TrainJob job = aulos.train(byHand)) {
      job.run(place, false, List.of(), Watched.toTheEnd());
    }
    String weights = "weights: " + place.resolve("checkpoints");
    String named = YAML.replace("encoder: above-level\n", "encoder: {use: above-level, " + weights);

    RunDirectory run = run();

    assertThat(score(run).value())
        .isEqualTo(
            score(run(ProgressListener.SILENT, named.replace("    " + TRAINING, "    }"))).value())
        .isNotEqualTo(run.result().scores().get(0).value());
  }

  @Test
  void aSecondRunTrainsNothing() throws IOException {
    RunDirectory first = run();
    RunDirectory second = run();

    assertThat(first.run().trainings()).extracting(RunRecord.Trained::anew).containsExactly(true);
    assertThat(second.run().trainings()).extracting(RunRecord.Trained::anew).containsExactly(false);
    assertThat(second.run().resultDigest()).isEqualTo(first.run().resultDigest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=7",
        "systems.learned.training.seed=7",
        "systems.learned.training.trainer.rate=0.2",
        "systems.learned.training.dataset.clips=16"
      })
  void whatDecidesTheWeightsMakesAnotherTraining(String assignment) throws IOException {
    String weights = training(run()).weights().values().toString();

    RunDirectory other = run(assignment);

    assertThat(other.run().trainings().get(0).anew()).isTrue();
    assertThat(training(other).weights().values().toString()).isNotEqualTo(weights);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"workers=1", "systems.learned.training.memory=0", "tasks.dice.metric=dice"})
  void whatDecidesNoWeightTrainsNothing(String assignment) throws IOException {
    run();

    assertThat(run(assignment).run().trainings().get(0).anew()).isFalse();
  }

  @Test
  void aTrainingThatWasInterruptedGoesOn() throws IOException {
    String undisturbed = training(run("seed=3")).weights().get("3");
    Stages steps = new Stages(8);
    assertThatThrownBy(() -> run(steps, YAML.replace("clips: 20", "clips: 21"), "seed=3"))
        .isInstanceOf(Stop.class);
    Stages rest = new Stages(Integer.MAX_VALUE);

    RunDirectory resumed = run(rest, YAML.replace("clips: 20", "clips: 21"), "seed=3");

    assertThat(rest.heard).isLessThan(30 - 5).isPositive();
    assertThat(training(resumed).weights().get("3"))
        .isEqualTo(anew("clips: 21").weights().get("3"))
        .isNotEqualTo(undisturbed);
  }

  /** The same training in a store of its own. */
  private TrainingResult anew(String clips) throws IOException {
    aulos =
        Aulos.open(
            List.of(new TinyPlugin(), new LevelPlugin(), new SeedsTest.LuckyPlugin()),
            Places.below(folder.resolve("other")));
    return training(run(ProgressListener.SILENT, YAML.replace("clips: 20", clips), "seed=3"));
  }

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Counts the steps of a training, and ends the process, as it were, after some. */
  private static final class Stages implements ProgressListener {
    private final int last;
    private int heard;

    Stages(int last) {
      this.last = last;
    }

    @Override
    public void started(String stage, int total) {}

    @Override
    public void advanced(String stage, int done) {
      if (stage.equals("training learned") && ++heard > last) {
        throw new Stop();
      }
    }

    @Override
    public void finished(String stage, String summary) {}

    @Override
    public void warned(String message) {}
  }

  @Test
  void eachSeedHasATrainingOfItsOwn() throws IOException {
    RunDirectory run = run("seeds=[1, 2, 3]");

    assertThat(training(run).weights()).containsOnlyKeys("1", "2", "3").doesNotContainValue("");
    assertThat(training(run).weights().values()).doesNotHaveDuplicates();
    assertThat(score(run).seeds()).containsOnlyKeys("1", "2", "3");
  }

  @Test
  void aTrainingWithASeedOfItsOwnIsOneForAllSeeds() throws IOException {
    RunDirectory run = run("seeds=[1, 2, 3]", "systems.learned.training.seed=2");

    assertThat(training(run).weights()).containsOnlyKeys("2");
    assertThat(score(run).seeds()).isEmpty();
  }

  @Test
  void aDataSetOfTheBenchmarkIsNamed() throws IOException {
    RunDirectory run = run("systems.learned.training.dataset=beeps");

    assertThat(training(run).data())
        .isEqualTo(Objects.requireNonNull(run.result().datasets().get("beeps")).fingerprint());
    assertThat(training(run).clips()).isEqualTo(24);
  }

  @Test
  void aDataSetMadeFromOthersOfTheBenchmarkIsToo() throws IOException {
    RunDirectory run = run("systems.learned.training.dataset={use: clips-of, datasets: beeps}");

    assertThat(training(run).clips()).isEqualTo(24);
  }

  @Test
  void theResultTellsTheTrainingAndNoPlaceOfThisMachine() throws IOException {
    RunDirectory run = run();

    assertThat(training(run).trainer().component()).isEqualTo("trainer:level");
    assertThat(training(run).steps()).isEqualTo(25);
    assertThat(Files.readString(run.path().resolve("result.json")))
        .doesNotContain(folder.toString());
    assertThat(Files.readString(run.path().resolve("report.html")))
        .contains("trainer:level", training(run).weights().get("42"));
  }

  @Test
  void theProvenanceOfTheEncoderHoldsTheTrainer() throws IOException {
    List<Provenance> systems =
        new TrainFolder(run().path())
            .provenance().orElseThrow().parents().stream()
                .filter(parent -> parent.component().equals("encoder:above-level"))
                .toList();

    assertThat(systems.get(0).parents()).isEmpty();
    assertThat(systems.get(1).parents())
        .extracting(Provenance::component)
        .containsExactly("trainer:level");
  }

  @Test
  void whatWouldBeDoneIsSaidWithoutTraining() throws IOException {
    try (BenchJob job = aulos.bench(configuration(YAML, "seeds=[1, 2]"))) {
      assertThat(job.plan())
          .contains(
              "system learned: trainer:level on 20 clips of dataset:beeps, seed 1, 2 -> encoder:above-level")
          .contains("task size: metric:size on beeps");
    }
    assertThat(folder.resolve("cache").resolve("trainings")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "encoder=lucky | encoder:lucky has no option 'weights' that takes what is trained; encoders that have: above-level, peak, told-level",
        "encoder={use: above-level, weights: there} | is given 'weights' and a training; leave one of them out",
        "training.trainer=louder | no trainer is named 'louder'; (allowed: level)",
        "training.trainer.epoch=2 | did you mean 'epochs'?",
        "training.dataset=bepes | no dataset is named 'bepes'; did you mean 'beeps'?",
        "training.threads=2 | systems.learned.training.threads: belongs to aulos train",
        "training.memory=-1 | expected memory >= 0 but was -1",
        "training=level | expected a mapping but was 'level'"
      })
  void whatDoesNotFitIsRefusedBeforeAnythingIsDone(String assignment, String problem)
      throws IOException {
    Configuration wrong = configuration(YAML, "systems.learned." + assignment);

    assertThatThrownBy(() -> aulos.validate(wrong))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aTrainerOfAnotherPluginIsRefused() throws IOException {
    Configuration wrong = configuration(YAML, "systems.learned.encoder=tuned");
    aulos =
        Aulos.open(
            List.of(new TinyPlugin(), new LevelPlugin(), new TunedPlugin()), Places.below(folder));

    assertThatThrownBy(() -> aulos.validate(wrong))
        .hasMessageContaining(
            "trainer:level of plugin 'level' does not train for encoder:tuned of plugin 'tuned', whose trainers are: none");
  }

  /** An encoder with weights that nobody trains. */
  public static final class TunedPlugin implements Plugin {
    @Override
    public String name() {
      return "tuned";
    }

    @Override
    public List<Component<?, ?>> components() {
      return List.of(
          Component.encoder(
              "tuned",
              new LevelPlugin.AboveOptions(Path.of(""), 1),
              (options, resources) -> {
                throw new AulosException("asked for weights '" + options.weights() + "'");
              }));
    }
  }

  /** The mean over the clips of what the text encoder says: the level that it knows. */
  private static double told(RunDirectory run) {
    return run.result().scores().stream()
        .filter(score -> score.task().equals("words") && score.system().equals("learned"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private RunDirectory runWithWords(String textEncoder, String... assignments) throws IOException {
    List<String> all = new ArrayList<>(List.of(assignments));
    all.add("only-systems=learned");
    all.add("systems.learned.text-encoder=" + textEncoder);
    all.add("tasks.words={metric: spelling, text: label}");
    return run(all.toArray(String[]::new));
  }

  @Test
  void aTextEncoderOfTheSamePluginTakesWhatIsTrained() throws IOException {
    RunDirectory run = runWithWords("told-level");
    RunDirectory named = runWithWords("{use: told-level, weights: " + checkpoint(run) + "}");

    assertThat(told(run)).isEqualTo(told(named)).isPositive();
    assertThat(training(run).textEncoder()).isTrue();
    assertThat(training(named).textEncoder()).isFalse();
    assertThat(named.run().trainings().get(0).anew()).isFalse();
  }

  private static Path checkpoint(RunDirectory run) {
    return Path.of(run.run().trainings().get(0).folder()).resolve("checkpoints");
  }

  @Test
  void aTextEncoderThatNamesItsWeightsKeepsThem() throws IOException {
    Path own = folder.resolve("own-checkpoint");
    Files.createDirectories(own);
    Files.writeString(own.resolve("weights.safetensors"), "1 0.75");

    assertThat(told(runWithWords("{use: told-level, weights: " + own + "}"))).isEqualTo(0.75);
  }

  @Test
  void anotherTrainingIsAnotherTextEncoder() throws IOException {
    double slow = told(runWithWords("told-level"));

    assertThat(told(runWithWords("told-level", "systems.learned.training.trainer.rate=0.2")))
        .isNotEqualTo(slow);
  }

  @Test
  void aTextEncoderOfAnotherPluginIsMadeAsItIsNamed() {
    aulos =
        Aulos.open(
            List.of(
                new TinyPlugin(),
                new LevelPlugin(),
                new SeedsTest.LuckyPlugin(),
                new TunedPlugin()),
            Places.below(folder));

    assertThatThrownBy(() -> runWithWords("tuned"))
        .hasMessageContaining("encoder:tuned: asked for weights ''");
  }

  @Test
  void thePlanNamesBothEncodersThatAreTrained() throws IOException {
    Configuration both = configuration(YAML, "systems.learned.text-encoder=told-level");

    try (BenchJob job = aulos.bench(both)) {
      assertThat(job.plan())
          .anyMatch(line -> line.endsWith("-> encoder:above-level, encoder:told-level"));
    }
  }

  @Test
  void aTrainingThatFailsSaysWhichItWas() {
    assertThatThrownBy(() -> run("systems.learned.training.dataset={use: beeps, clips: 0}"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("systems.learned.training: ")
        .hasMessageContaining("nothing to learn from");
  }
}
