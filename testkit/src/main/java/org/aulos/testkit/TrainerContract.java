package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.aulos.api.Checkpoint;
import org.aulos.api.Dataset;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Trainer} promises. A test class implements it and names its trainer, whose
 * options let it take only a few steps: the contract trains a dozen times.
 */
public interface TrainerContract {
  /** The file of a checkpoint that holds the weights. */
  String WEIGHTS = "weights.safetensors";

  /**
   * The trainer under test; new, with the same options, at each call. It plans three steps at
   * least.
   */
  Trainer trainer();

  /**
   * The examples; twelve clips of half a second by default, in two classes, with tags, folds and
   * lyrics.
   */
  default Dataset dataset() {
    return ExampleClips.dataset();
  }

  /** The checkpoint lies in the folder of the run, weights and provenance in it. */
  @Test
  default void writesACheckpoint(@TempDir Path folder) {
    Checkpoint checkpoint = train(folder, TrainingDiary.untilTheEnd());

    assertThat(checkpoint.directory().toAbsolutePath())
        .as("the checkpoint must lie in the directory() of the training data")
        .startsWith(folder.toAbsolutePath());
    for (String file : List.of(WEIGHTS, "provenance.json")) {
      assertThat(checkpoint.directory().resolve(file))
          .as("a checkpoint must hold %s", file)
          .isNotEmptyFile();
    }
  }

  /** The provenance names the component and the seed of the run. */
  @Test
  default void statesWhereItsWeightsComeFrom(@TempDir Path folder) {
    Checkpoint checkpoint = train(folder, TrainingDiary.untilTheEnd());

    assertThat(checkpoint.provenance().component())
        .as("the provenance must name the component by role and name, as in trainer:my-method")
        .matches("[a-z]+:[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(checkpoint.provenance().seed())
        .as("the provenance must hold the seed() of the training data")
        .isEqualTo(data(folder).seed());
  }

  /** The listener hears of each step once, in order, up to the last that was planned. */
  @Test
  default void tellsOfEveryStep(@TempDir Path folder) {
    TrainingDiary diary = TrainingDiary.untilTheEnd();
    Checkpoint checkpoint = train(folder, diary);
    long planned = diary.planned();

    assertThat(diary.steps())
        .as("onStep must be called once for each of the %s steps planned", planned)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, planned).boxed().toList());
    assertThat(checkpoint.step())
        .as("the last checkpoint must count all the steps taken")
        .isEqualTo(planned);
  }

  /** Each step comes with its losses. */
  @Test
  default void namesItsLosses(@TempDir Path folder) {
    TrainingDiary diary = TrainingDiary.untilTheEnd();
    train(folder, diary);

    assertThat(diary.losses())
        .as("every step must name its losses, finite all of them")
        .allSatisfy(losses -> assertThat(losses).isNotEmpty())
        .allSatisfy(losses -> assertThat(losses.values()).allMatch(Double::isFinite));
  }

  /** The listener hears of each checkpoint, that which is returned being the last. */
  @Test
  default void tellsOfEveryCheckpoint(@TempDir Path folder) {
    TrainingDiary diary = TrainingDiary.untilTheEnd();
    Checkpoint checkpoint = train(folder, diary);

    assertThat(diary.checkpoints())
        .as("onCheckpoint must be called for each checkpoint, the one returned being the last")
        .isNotEmpty()
        .last()
        .isEqualTo(checkpoint);
  }

  /** The same data, options and seed give the same weights. */
  @Test
  default void learnsTheSameTwice(@TempDir Path folder) {
    byte[] first = weights(train(folder.resolve("first"), TrainingDiary.untilTheEnd()));
    byte[] second = weights(train(folder.resolve("second"), TrainingDiary.untilTheEnd()));

    assertThat(second)
        .as("the same data, options and seed must give the same weights, bit for bit")
        .isEqualTo(first);
  }

  /** When Java's memory is collected changes nothing that is learnt. */
  @Test
  default void learnsTheSameWhateverIsCollected(@TempDir Path folder) {
    byte[] calm = weights(train(folder.resolve("calm"), TrainingDiary.untilTheEnd()));
    byte[] busy =
        BusyCollector.during(
            () -> weights(train(folder.resolve("busy"), TrainingDiary.untilTheEnd())));

    assertThat(busy)
        .as(
            "the weights must not depend on when Java collects its memory, but the engine reads memory that is free; a number or an array of Java in a computation with gradients must be in memory of the engine")
        .isEqualTo(calm);
  }

  /** A trainer that is asked to stop writes what it has and returns it. */
  @Test
  default void stopsWhenItIsAsked(@TempDir Path folder) {
    TrainingDiary diary = TrainingDiary.stoppingAfter(1);
    Checkpoint checkpoint = train(folder, diary);

    assertThat(diary.planned())
        .as("a trainer under test must plan three steps or more")
        .isGreaterThan(2);
    assertThat(diary.steps())
        .as("a trainer must stop soon after stopRequested(), before the last step")
        .doesNotContain(diary.planned());
    assertThat(checkpoint.step())
        .as("a trainer that stops must return a checkpoint of all the steps it has taken")
        .isEqualTo(diary.steps().size());
  }

  /** A run that was interrupted goes on where it was, and ends as if it had not been. */
  @Test
  default void goesOnWhereItWasInterrupted(@TempDir Path folder) {
    byte[] whole = weights(train(folder.resolve("whole"), TrainingDiary.untilTheEnd()));
    long taken = train(folder.resolve("halves"), TrainingDiary.stoppingAfter(1)).step();

    TrainingDiary diary = TrainingDiary.untilTheEnd();
    Checkpoint resumed = train(folder.resolve("halves"), diary);

    assertThat(diary.steps())
        .as("a run that was interrupted after step %s must go on with the next", taken)
        .first()
        .isEqualTo(taken + 1);
    assertThat(weights(resumed))
        .as("a run that was interrupted must end with the weights of one that was not")
        .isEqualTo(whole);
  }

  private Checkpoint train(Path folder, TrainingDiary diary) {
    return trainer().train(data(folder), diary);
  }

  private TrainingData data(Path folder) {
    try {
      return new TestTrainingData(dataset(), Files.createDirectories(folder), 7);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] weights(Checkpoint checkpoint) {
    try {
      return Files.readAllBytes(checkpoint.directory().resolve(WEIGHTS));
    } catch (IOException e) {
      throw new AssertionError("a checkpoint must hold " + WEIGHTS + ": " + e, e);
    }
  }
}
