package org.aulos.nn;

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
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class TrainingLoopTest {
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

  /** A normalised linear layer that learns a sum; its average follows it. */
  private static final class Sum implements Trainee {
    private final Weights weights;
    private final Weights average;
    private final NDManager manager;
    private final long failing;
    private final long steep;

    /** That has a loss of no number at one step, and a gradient of none at another. */
    Sum(NDManager manager, long failing, long steep) {
      this.manager = manager;
      this.failing = failing;
      this.steep = steep;
      weights =
          Weights.drawn(
                  Map.of(
                      "0.weight", new Shape(1, 3),
                      "0.bias", new Shape(1),
                      "1.weight", new Shape(3),
                      "1.bias", new Shape(3),
                      "1.running_mean", new Shape(3),
                      "1.running_var", new Shape(3)),
                  5,
                  manager)
              .requiringGradients();
      average = weights.copy(manager);
    }

    @Override
    public Weights weights() {
      return weights;
    }

    @Override
    public Map<String, NDArray> losses(long step) {
      float[] values = new float[12];
      for (int i = 0; i < values.length; i++) {
        values[i] = step == failing ? Float.NaN : (float) Math.sin(step * 12.0 + i);
      }
      NDArray x = manager.create(values, new Shape(4, 3));
      NDArray y =
          Layers.linear(
              Layers.batchNorm(x, weights.under("1."), Mode.TRAINING), weights.under("0."));
      NDArray square = y.sub(x.sum(new int[] {1}, true)).square().mean();
      // At 0 the square root has a value and no derivative.
      return Map.of("square", step == steep ? square.add(y.sub(y).sum().sqrt()) : square);
    }

    @Override
    public void moved(long step) {
      average.follow(weights, 0.5);
    }

    @Override
    public StateDict published() {
      return average.toStateDict();
    }

    @Override
    public StateDict state() {
      return average.toStateDict();
    }

    @Override
    public void restore(StateDict state) throws IOException {
      average.set(state);
    }
  }

  /** Hears of a run, and stops it after a number of steps. */
  private static final class Diary implements TrainingLoop.Watcher {
    private final long patience;
    private final List<Double> losses = new ArrayList<>();

    Diary(long patience) {
      this.patience = patience;
    }

    @Override
    public void onStep(long step, Map<String, Double> named) {
      losses.add(Objects.requireNonNull(named.get("square")));
    }

    @Override
    public void onCheckpoint(long step, Path checkpoint) {}

    @Override
    public boolean stopRequested() {
      return losses.size() >= patience;
    }
  }

  private Diary run(Path directory, long steps, long patience, long failing) throws IOException {
    return run(directory, steps, patience, new Sum(manager, failing, -1));
  }

  private Diary run(Path directory, long steps, long patience, Sum sum) throws IOException {
    Diary diary = new Diary(patience);
    new TrainingLoop(
            sum,
            new Adam(Adam.Options.DEFAULTS, sum.weights(), manager),
            step -> 0.05,
            new CheckpointFolder(directory, "a sum", Map.of()),
            manager)
        .run(new TrainingLoop.Plan(steps, 10), diary);
    return diary;
  }

  @Test
  void learns() throws IOException {
    List<Double> losses = run(folder, 200, 200, -1).losses;

    assertThat(losses.get(199)).isLessThan(losses.get(0) / 10);
  }

  @Test
  void goesOnWhereItStopped() throws IOException {
    run(folder.resolve("whole"), 30, 30, -1);
    run(folder.resolve("parts"), 30, 7, -1);
    run(folder.resolve("parts"), 30, 30, -1);

    for (String file : List.of("weights.safetensors", "training.safetensors")) {
      assertThat(folder.resolve("parts/step-30").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole/step-30").resolve(file));
    }
  }

  @Test
  void keepsTheNewestCheckpointAlone() throws IOException {
    run(folder, 25, 25, -1);

    try (var entries = Files.list(folder)) {
      assertThat(entries.map(path -> path.getFileName().toString())).containsExactly("step-25");
    }
  }

  /** A write that was cut off leaves a folder of another name. */
  @Test
  void doesNotTakeAHalfWrittenCheckpoint() throws IOException {
    run(folder, 30, 10, -1);
    Files.createDirectories(folder.resolve("step-20.part"));

    assertThat(run(folder, 30, 30, -1).losses).hasSize(20);
  }

  @Test
  void stopsAtALossThatIsNoNumber() throws IOException {
    assertThatThrownBy(() -> run(folder, 30, 30, 13))
        .isInstanceOfSatisfying(
            NonFiniteLossException.class, e -> assertThat(e.step()).isEqualTo(13));

    assertThat(CheckpointFolder.latest(folder)).contains(folder.resolve("step-10"));
  }

  @Test
  void stopsAtAGradientThatIsNoNumber() throws IOException {
    Sum sum = new Sum(manager, -1, 13);

    assertThatThrownBy(() -> run(folder, 30, 30, sum))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessage("step 13 gives {sum of gradients=NaN}");

    assertThat(sum.weights().get("0.weight").toFloatArray()).doesNotContain(Float.NaN);
    assertThat(CheckpointFolder.latest(folder)).contains(folder.resolve("step-10"));
  }

  @Test
  void refusesToGoOnWithAnotherRun() throws IOException {
    run(folder, 10, 10, -1);
    Files.writeString(folder.resolve("step-10/provenance.json"), "\"a product\"\n");

    assertThatThrownBy(() -> run(folder, 20, 20, -1))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("step-10")
        .hasMessageContaining("another folder");
  }
}
