package org.aulos.plugins.byola;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aulos.api.Checkpoint;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.TrainingListener;
import org.aulos.api.Waveform;
import org.aulos.testkit.Signals;

/** A training of three steps on twelve clips. */
final class SmallTraining {
  static final ByolaTrainerOptions OPTIONS =
      new ByolaTrainerOptions(
          FrontEnd.MEL_25MS,
          Version.V1,
          8,
          0.5,
          new AugmentationOptions(0.2, 8, 0.6, 1.5, 1),
          1,
          4,
          1e-3,
          0.99,
          16,
          8,
          100,
          2);

  private SmallTraining() {}

  /** Noise of a second, twelve times. */
  static Dataset dataset() {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      clips.add(Clip.of("noise-" + i, new Noise(i)));
    }
    return () -> clips;
  }

  private record Noise(long seed) implements RenderedAudio {
    @Override
    public String recipe() {
      return "noise " + seed;
    }

    @Override
    public Waveform render() {
      return Signals.noise(seed, 1, 16_000);
    }
  }

  static TrainingListener silent() {
    return new TrainingListener() {
      @Override
      public void onStep(long step, long steps, Map<String, Double> losses) {}

      @Override
      public void onCheckpoint(Checkpoint checkpoint) {}

      @Override
      public boolean stopRequested() {
        return false;
      }
    };
  }
}
