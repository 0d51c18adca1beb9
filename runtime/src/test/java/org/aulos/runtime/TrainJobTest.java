package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.runtime.dataset.DatasetsPlugin;
import org.aulos.runtime.train.LossLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twelve clips in batches of four for five epochs: fifteen steps. */
class TrainJobTest {
  @TempDir Path folder;
  private Aulos aulos;
  private Path run;

  @BeforeEach
  void open() {
    run = folder.resolve("run");
    aulos =
        Aulos.open(
            List.of(new TinyPlugin(), new LevelPlugin(), new DatasetsPlugin()),
            Places.below(folder));
  }

  private static Configuration configuration(String... more) {
    List<String> all = new ArrayList<>(List.of("trainer=level", "dataset=beeps", "device=cpu"));
    all.addAll(List.of(more));
    return Configuration.empty("own").with(all);
  }

  private TrainRecord train(
      Path place, boolean resume, TrainingWatcher watcher, Configuration configuration) {
    try (TrainJob job = aulos.train(configuration)) {
      return job.run(place, resume, List.of("train", "level"), watcher);
    }
  }

  private TrainRecord train(Path place, String... more) {
    return train(place, false, Watched.toTheEnd(), configuration(more));
  }

  @Test
  void theFolderHoldsWhatIsKnownOfTheRun() {
    TrainRecord record = train(run);

    for (String file : List.of("train.yaml", "provenance.json", "run.json", "losses.jsonl")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    assertThat(record.finished()).isTrue();
    assertThat(record.step()).isEqualTo(15);
    assertThat(run.resolve(record.checkpoint()).resolve("weights.safetensors")).isNotEmptyFile();
    assertThat(record.threads()).isEqualTo(Integer.getInteger("ai.djl.pytorch.num_threads"));
  }

  @Test
  void theReportPlotsEveryLoss() throws IOException {
    train(run);

    assertThat(Files.readString(run.resolve("report.html")))
        .contains("<h3>square</h3>", "<h3>absolute</h3>", "trainer:level", "15 of 15")
        .contains("[{\"curve\":[[1.0,");
  }

  @Test
  void everyStepIsALineOfItsOwn() {
    train(run);

    assertThat(LossLog.read(run))
        .extracting(LossLog.Line::step)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 15).boxed().toList());
  }

  @Test
  void theWatcherHearsOfStepsEpochsAndCheckpoints() {
    Watched watched = Watched.toTheEnd();
    train(run, false, watched, configuration());

    assertThat(watched.steps)
        .extracting(TrainingWatcher.Progress::epoch)
        .containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 3L, 4L, 4L, 4L, 5L, 5L, 5L);
    assertThat(watched.steps.get(0).secondsLeft()).isNaN();
    assertThat(watched.steps.get(14).secondsLeft()).isZero();
    assertThat(watched.checkpoints).containsExactly(3L, 6L, 9L, 12L, 15L);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 0", "1, 64", "4, 64"})
  void workersAndMemoryChangeNoWeight(int workers, int memory) {
    TrainRecord record = train(run, "workers=" + workers, "memory=" + memory);

    assertThat(record.weightsDigest())
        .isEqualTo(train(folder.resolve("other"), "workers=2").weightsDigest());
  }

  @Test
  void theSeedDecides() {
    assertThat(train(run, "seed=1").weightsDigest())
        .isNotEqualTo(train(folder.resolve("other"), "seed=2").weightsDigest());
  }

  @Test
  void aRunThatWasStoppedGoesOnToTheSameWeights() {
    String undisturbed = train(folder.resolve("other")).weightsDigest();

    TrainRecord stopped = train(run, false, Watched.stoppingAfter(4), configuration());
    TrainRecord resumed = train(run, true, Watched.toTheEnd(), TrainJob.begunIn(run));

    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.step()).isEqualTo(4);
    assertThat(resumed.finished()).isTrue();
    assertThat(resumed.weightsDigest()).isEqualTo(undisturbed);
    assertThat(LossLog.read(run))
        .extracting(LossLog.Line::step)
        .hasSize(15)
        .doesNotHaveDuplicates();
  }

  @Test
  void clipsMayBeThoseOfOtherDataSets() {
    String[] more = {
      "dataset={use: clips-of, datasets: [first, second]}",
      "datasets={first: beeps, second: {use: clips-of, datasets: first}}"
    };
    TrainRecord undisturbed = train(folder.resolve("other"), more);

    train(run, false, Watched.stoppingAfter(4), configuration(more));
    TrainRecord resumed = train(run, true, Watched.toTheEnd(), TrainJob.begunIn(run));

    assertThat(undisturbed.clips()).isEqualTo(2 * train(folder.resolve("one")).clips());
    assertThat(resumed.weightsDigest()).isEqualTo(undisturbed.weightsDigest());
  }

  @Test
  void aDataSetThatIsNotThereIsTold() {
    assertThatThrownBy(
            () -> train(run, "dataset={use: clips-of, datasets: frist}", "datasets={first: beeps}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("no data set is named 'frist'; did you mean 'first'?");
    assertThatThrownBy(() -> train(run, "datasets=[beeps]"))
        .hasMessageContaining("datasets: expected a mapping of names but was");
  }

  @Test
  void aFinishedRunIsLeftAsItIs() {
    TrainRecord first = train(run);
    Watched watched = Watched.toTheEnd();

    assertThat(train(run, true, watched, TrainJob.begunIn(run))).isEqualTo(first);
    assertThat(watched.steps).isEmpty();
  }

  @Test
  void aFolderWithARunIsRefused() {
    train(run);

    assertThatThrownBy(() -> train(run))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("add --resume to go on, or name another folder");
  }

  @Test
  void whereNothingHasBegunNothingGoesOn() {
    assertThatThrownBy(() -> train(run, true, Watched.toTheEnd(), configuration()))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(run.toString())
        .hasMessageContaining("begin one without --resume");
  }

  @Test
  void otherOptionsAreRefusedByName() {
    train(run, false, Watched.stoppingAfter(1), configuration());

    assertThatThrownBy(
            () -> train(run, true, Watched.toTheEnd(), configuration("trainer.rate=0.2", "seed=3")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("trainer.rate (0.1, now 0.2)")
        .hasMessageContaining("seed (42, now 3)");
  }

  @Test
  void otherWorkersAreNot() {
    train(run, false, Watched.stoppingAfter(1), configuration());

    assertThat(train(run, true, Watched.toTheEnd(), configuration("workers=3", "memory=0")).step())
        .isEqualTo(15);
  }

  @Test
  void anOptionThatIsWrongIsToldWithItsPlace() {
    assertThatThrownBy(() -> train(run, "trainer.epochs=0", "trainer.epoch=1"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("trainer.epoch: unknown key")
        .hasMessageContaining("epochs");
    assertThat(run).doesNotExist();
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRunWithItsStep() {
    assertThatThrownBy(() -> train(run, "trainer.rate=1e200"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("the losses of step")
        .hasMessageContaining("lower the learning rate");
  }

  @Test
  void aClipThatProvesDamagedEndsTheRunWithItsName() {
    assertThatThrownBy(() -> train(run, "dataset.damaged=b7"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("clip 'b7' cannot be read, though its header promised it")
        .hasMessageContaining("is cut off after 44 bytes");
  }

  @Test
  void nothingToLearnFromIsSaid() {
    assertThatThrownBy(() -> train(run, "dataset.clips=0"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("there is nothing to learn from");
  }

  private String[] recordings() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    for (int i = 0; i < 4; i++) {
      float[] samples = new float[800];
      java.util.Arrays.fill(samples, 0.1f * (i + 1));
      AudioFiles.write(
          in.resolve(i + ".wav"), Waveform.mono(samples, 8_000), AudioEncoding.WAV_PCM16);
    }
    return new String[] {"dataset={use: files, directory: " + in + "}"};
  }

  @Test
  void aClipWhoseHeaderIsDamagedIsLeftOut() throws IOException {
    String[] recordings = recordings();
    String without = train(folder.resolve("other"), recordings).weightsDigest();
    Files.writeString(folder.resolve("in/broken.wav"), "not a sound");
    Watched watched = Watched.toTheEnd();

    TrainRecord record = train(run, false, watched, configuration(recordings));

    assertThat(record.leftOut())
        .extracting(BenchResult.ClipFailure::id)
        .containsExactly("broken.wav");
    assertThat(watched.warnings).singleElement().asString().contains("broken.wav", "(left out)");
    assertThat(record.weightsDigest()).isEqualTo(without);
  }

  @Test
  void aClipWhoseHeaderIsDamagedEndsAStrictRun() throws IOException {
    String[] recordings = {recordings()[0], "strict=true"};
    Files.writeString(folder.resolve("in/broken.wav"), "not a sound");

    assertThatThrownBy(() -> train(run, recordings))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("broken.wav");
  }

  @Test
  void dataThatHaveChangedAreRefused() throws IOException {
    train(run, false, Watched.stoppingAfter(1), configuration(recordings()));
    Files.delete(folder.resolve("in/3.wav"));

    assertThatThrownBy(() -> train(run, true, Watched.toTheEnd(), TrainJob.begunIn(run)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("the data have changed since the training in " + run + " began");
  }

  @Test
  void noTwoTrainIntoOneFolder() {
    try (LossLog held = LossLog.open(run)) {
      assertThatThrownBy(() -> train(run))
          .isInstanceOf(AulosException.class)
          .hasMessageContaining("another process trains into this folder");
      assertThat(held).isNotNull();
    }
  }

  @Test
  void relativePathsOfAFileMeanTheSameWhenTheRunGoesOn() throws IOException {
    recordings();
    Files.writeString(folder.resolve("list.txt"), "nothing");
    Path file =
        Files.writeString(
            folder.resolve("own.yaml"),
            "trainer: {use: level, list: list.txt}\ndataset: {use: files, directory: in}\n");
    train(run, false, Watched.stoppingAfter(1), Configuration.read(file));

    assertThat(Files.readString(run.resolve("train.yaml")))
        .contains(folder.resolve("list.txt").toString(), folder.resolve("in").toString());
    assertThat(train(run, true, Watched.toTheEnd(), TrainJob.begunIn(run)).finished()).isTrue();
  }
}
