package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.nn.TensorLogMel;
import org.aulos.testkit.Signals;
import org.aulos.testkit.TestTrainingData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class SegmentsTest {
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

  @Test
  void normalisesWhatItIsMeasuredOn() {
    Segments segments = segments(SmallTraining.dataset(), 12);

    NDArray x = segments.normalisation(100).apply(segments.of(1));

    assertThat(x.mean().getFloat()).isCloseTo(0, within(1e-4f));
    assertThat(x.square().mean().getFloat()).isCloseTo(1, within(1e-3f));
  }

  @Test
  void refusesToLearnFromSilence() {
    Segments segments =
        segments(() -> List.of(Clip.of("one", new Silence()), Clip.of("two", new Silence())), 2);

    assertThatThrownBy(() -> segments.normalisation(100))
        .isInstanceOf(AulosException.class)
        .hasMessageContainingAll("2 clips", "silent");
  }

  private Segments segments(Dataset dataset, int batchSize) {
    return new Segments(
        new TestTrainingData(dataset, folder, 1),
        new TensorLogMel(FrontEnd.MEL_25MS.options()),
        batchSize,
        manager);
  }

  private record Silence() implements RenderedAudio {
    @Override
    public String recipe() {
      return "silence";
    }

    @Override
    public Waveform render() {
      return Signals.silence(1, 16_000);
    }
  }
}
