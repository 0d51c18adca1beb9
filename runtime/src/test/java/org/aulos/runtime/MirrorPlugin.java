package org.aulos.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aulos.api.BandLevels;
import org.aulos.api.Checkpoint;
import org.aulos.api.Provenance;
import org.aulos.api.Reconstruction;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** A trainer that learns nothing, and shows examples at each of its checkpoints. */
public final class MirrorPlugin implements Plugin {
  static final int RATE = 8_000;
  static final int FRAMES = 20;

  @Override
  public String name() {
    return "mirror";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.trainer(
            "mirror", new MirrorOptions(3, 2), (options, resources) -> new Mirror(options)));
  }

  /**
   * What is shown.
   *
   * @param steps of the training, each with a checkpoint
   * @param examples at each checkpoint
   */
  public record MirrorOptions(int steps, int examples) {}

  /** The levels of a step are ten times its number louder in the upper of two bands. */
  private record Mirror(MirrorOptions options) implements Trainer {
    @Override
    public Checkpoint train(TrainingData data, TrainingListener listener) {
      Path folder = data.directory().resolve("checkpoints");
      AtomicFiles.write(folder.resolve("weights.safetensors"), new byte[1]);
      Provenance provenance =
          new Provenance("trainer:mirror", "1", Map.of(), 0, data.fingerprint(), List.of());
      Checkpoint checkpoint = new Checkpoint(folder, 0, provenance);
      for (int step = 1; step <= options.steps(); step++) {
        listener.onStep(step, options.steps(), Map.of("loss", 1.0));
        checkpoint = new Checkpoint(folder, step, provenance);
        listener.onCheckpoint(checkpoint);
        List<Reconstruction> examples = new ArrayList<>();
        for (int i = 0; i < options.examples(); i++) {
          examples.add(
              new Reconstruction(
                  "<clip> " + i, 1.5, sound(0.1f), side(0, 0.2f), side(10f * step, 0.3f)));
        }
        listener.onReconstructions(step, examples);
      }
      return checkpoint;
    }

    private static Reconstruction.Side side(float upper, float level) {
      float[] decibels = new float[2 * FRAMES];
      for (int frame = 0; frame < FRAMES; frame++) {
        decibels[2 * frame + 1] = upper;
      }
      return new Reconstruction.Side(
          new BandLevels(decibels, List.of(400.0, 1200.0), 0.05), sound(level));
    }

    private static Waveform sound(float level) {
      float[] samples = new float[RATE];
      Arrays.fill(samples, level);
      return Waveform.mono(samples, RATE);
    }
  }
}
