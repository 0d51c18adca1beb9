package org.aulos.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aulos.api.AulosException;
import org.aulos.api.BandLevels;
import org.aulos.api.Checkpoint;
import org.aulos.api.Reconstruction;
import org.aulos.api.TrainingListener;
import org.aulos.api.Waveform;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Sgd;
import org.aulos.nn.StateDict;
import org.aulos.nn.Trainee;
import org.aulos.nn.TrainingLoop;
import org.aulos.nn.Weights;
import org.aulos.testkit.TestTrainingData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class TrainingRunTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Options of a method. */
  public record Options(double learningRate, Path words, int checkpointEvery) {}

  /** Learns to be 0, unless it is to fail. */
  private static final class Square implements Trainee {
    private final Weights weights;
    private final long failing;

    Square(NDManager manager, long failing) {
      weights = Weights.drawn(Map.of("x.weight", new Shape(4, 4)), 1, manager);
      weights.requiringGradients();
      this.failing = failing;
    }

    @Override
    public Weights weights() {
      return weights;
    }

    @Override
    public Map<String, NDArray> losses(long step) {
      NDArray x = weights.get("x.weight");
      double factor = step == failing ? Double.NaN : 1;
      return Map.of("square", x.mul(x).mul(EngineArrays.scalar(x.getManager(), factor)).sum());
    }

    @Override
    public StateDict published() {
      return weights.toStateDict();
    }

    @Override
    public StateDict state() {
      return StateDict.of("state", Map.of());
    }

    @Override
    public void restore(StateDict state) {}
  }

  private static final class Diary implements TrainingListener {
    private final List<Long> steps = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<Long> shown = new ArrayList<>();

    @Override
    public void onStep(long step, long planned, Map<String, Double> losses) {
      assertThat(planned).isEqualTo(6);
      steps.add(step);
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
      checkpoints.add(checkpoint);
    }

    @Override
    public void onReconstructions(long step, List<Reconstruction> examples) {
      assertThat(checkpoints).last().extracting(Checkpoint::step).isEqualTo(step);
      assertThat(examples).containsExactly(EXAMPLE);
      shown.add(step);
    }

    @Override
    public boolean stopRequested() {
      return false;
    }
  }

  private static final Reconstruction EXAMPLE = example();

  private static Reconstruction example() {
    Waveform sound = Waveform.mono(new float[1], 1);
    var side = new Reconstruction.Side(new BandLevels(new float[1], List.of(1.0), 1), sound);
    return new Reconstruction("clip", 0, sound, side, side);
  }

  private Checkpoint train(long failing, Diary diary) {
    return train(failing, List.of(), diary);
  }

  private Checkpoint train(long failing, List<Reconstruction> examples, Diary diary) {
    Square square = new Square(manager, failing);
    Options options = new Options(0.25, Path.of("words"), 2);
    TrainingRun run =
        new TrainingRun(
            "square",
            "1.2",
            TrainingRun.values(options, "checkpoint-every"),
            new TestTrainingData(List::of, folder, 7),
            diary);
    return run.train(
        new TrainingRun.Method(
            square,
            new Sgd(Sgd.Options.DEFAULTS, square.weights(), manager),
            step -> options.learningRate(),
            step -> List.of("clip-" + step),
            () -> examples),
        new TrainingLoop.Plan(6, options.checkpointEvery()),
        Map.of("note.json", Map.of("of", "a test")),
        manager);
  }

  @Test
  void tellsTheListenerAndSaysWhereTheWeightsComeFrom() {
    Diary diary = new Diary();

    Checkpoint checkpoint = train(-1, diary);

    assertThat(diary.steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(diary.checkpoints).hasSize(3).last().isEqualTo(checkpoint);
    assertThat(checkpoint.provenance().component()).isEqualTo("trainer:square");
    assertThat(checkpoint.provenance().version()).isEqualTo("1.2");
    assertThat(checkpoint.provenance().options())
        .isEqualTo(Map.of("learning-rate", "0.25", "words", "words"));
    assertThat(checkpoint.directory()).isEqualTo(folder.resolve("checkpoints/step-6"));
    assertThat(checkpoint.directory().resolve("note.json")).content().contains("a test");
  }

  @Test
  void showsExamplesAfterEachCheckpoint() {
    Diary diary = new Diary();

    train(-1, List.of(EXAMPLE), diary);

    assertThat(diary.shown).containsExactly(2L, 4L, 6L);
  }

  @Test
  void showsNothingWhereThereIsNothing() {
    Diary diary = new Diary();

    train(-1, diary);

    assertThat(diary.shown).isEmpty();
  }

  @Test
  void namesTheClipsOfAStepThatFails() {
    assertThatThrownBy(() -> train(3, new Diary()))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("square cannot go on")
        .hasMessageContaining("clip-3")
        .hasMessageContaining("learning-rate (0.25)");

    assertThat(folder.resolve("checkpoints/step-2")).isDirectory();
  }

  @Test
  void refusesTheCheckpointsOfOtherOptions() throws IOException {
    Checkpoint checkpoint = train(-1, new Diary());
    Files.writeString(checkpoint.directory().resolve("provenance.json"), "{}");

    assertThatThrownBy(() -> train(-1, new Diary()))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("other options");
  }
}
