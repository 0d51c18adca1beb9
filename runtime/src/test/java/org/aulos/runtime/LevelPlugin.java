package org.aulos.runtime;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Checkpoint;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Provenance;
import org.aulos.api.TextBatch;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Resources;

/**
 * A trainer whose only weight is the level of the clips, learned in shuffled batches, and an
 * encoder that says how much louder a clip is.
 */
public final class LevelPlugin implements Plugin {
  @Override
  public String name() {
    return "level";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.trainer(
            "level", LevelOptions.DEFAULTS, (options, resources) -> new Level(options)),
        Component.encoder("above-level", new AboveOptions(Path.of(""), 1), Above::new),
        Component.encoder("told-level", new AboveOptions(Path.of(""), 1), Told::new));
  }

  /**
   * Above which level.
   *
   * @param weights a checkpoint; empty for no level
   * @param times what the difference is multiplied by
   */
  public record AboveOptions(Path weights, double times) {}

  /** The loudness of a clip above the level that was learned. */
  private static final class Above implements Encoder<AudioBatch> {
    private final AboveOptions options;
    private final double level;

    Above(AboveOptions options, Resources resources) {
      this.options = options;
      level = Level.learned(options.weights(), resources);
    }

    @Override
    public Class<AudioBatch> inputType() {
      return AudioBatch.class;
    }

    @Override
    public Optional<AudioFormat> audioFormat() {
      return Optional.of(Level.FORMAT);
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(AudioBatch audio) {
      float[] above = new float[audio.size()];
      float[] samples = audio.toFloats();
      for (int clip = 0; clip < above.length; clip++) {
        float loudness = Math.abs(samples[clip * (samples.length / above.length)]);
        above[clip] = (float) (options.times() * (loudness - level));
      }
      return new EmbeddingBatch(audio.manager().create(above, new Shape(above.length, 1)));
    }
  }

  /** The level that was learned, whatever the text. */
  private static final class Told implements Encoder<TextBatch> {
    private final NDManager manager;
    private final float level;

    Told(AboveOptions options, Resources resources) {
      manager = resources.manager();
      level = (float) Level.learned(options.weights(), resources);
    }

    @Override
    public Class<TextBatch> inputType() {
      return TextBatch.class;
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public EmbeddingBatch encode(TextBatch texts) {
      return new EmbeddingBatch(manager.full(new Shape(texts.texts().size(), 1), level));
    }
  }

  /**
   * How it learns.
   *
   * @param epochs passes
   * @param batchSize clips in a step
   * @param checkpointEvery steps between checkpoints
   * @param rate share of the error by which the weight moves
   * @param list a file that is not read; empty for none
   */
  public record LevelOptions(
      int epochs, int batchSize, int checkpointEvery, double rate, Path list) {
    static final LevelOptions DEFAULTS = new LevelOptions(5, 4, 3, 0.1, Path.of(""));

    /** Refuses no epochs. */
    public LevelOptions {
      if (epochs < 1) {
        throw new IllegalArgumentException("expected epochs >= 1 but was " + epochs);
      }
    }
  }

  private record Level(LevelOptions options) implements Trainer {
    private static final AudioFormat FORMAT = AudioFormat.mono(TinyPlugin.RATE);

    @Override
    public Checkpoint train(TrainingData data, TrainingListener listener) {
      int clips = data.dataset().clips().size();
      int inPass = (clips + options.batchSize() - 1) / options.batchSize();
      long steps = (long) options.epochs() * inPass;
      Path folder = data.directory().resolve("checkpoints");
      double[] state = read(folder);
      boolean stop = false;
      while (state[0] < steps && !stop) {
        int start = (int) ((long) state[0] % inPass) * options.batchSize();
        List<Integer> rest = order(data, (long) state[0] / inPass).subList(start, clips);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
          Iterator<AudioBatch> batches = data.batches(manager, FORMAT, rest, options.batchSize());
          while (batches.hasNext() && !stop) {
            double error = level(batches.next()) - state[1];
            state[1] += options.rate() * error;
            state[0]++;
            Map<String, Double> losses = new LinkedHashMap<>();
            losses.put("square", error * error);
            losses.put("absolute", Math.abs(error));
            listener.onStep((long) state[0], steps, losses);
            stop = listener.stopRequested();
            if (stop || state[0] == steps || state[0] % options.checkpointEvery() == 0) {
              listener.onCheckpoint(write(folder, state, data));
            }
          }
        }
      }
      return checkpoint(folder, state, data);
    }

    private static List<Integer> order(TrainingData data, long pass) {
      List<Integer> order =
          new ArrayList<>(IntStream.range(0, data.dataset().clips().size()).boxed().toList());
      Collections.shuffle(order, new Random(data.seed() * 31 + pass));
      return order;
    }

    private static double level(AudioBatch batch) {
      double sum = 0;
      for (float sample : batch.toFloats()) {
        sum += Math.abs(sample);
      }
      return sum / batch.size();
    }

    /** The level of a checkpoint; 0 if none is named. */
    static double learned(Path weights, Resources resources) {
      return weights.toString().isEmpty() ? 0 : read(resources.file(weights))[1];
    }

    private static double[] read(Path folder) {
      try {
        Path weights = folder.resolve("weights.safetensors");
        if (!Files.exists(weights)) {
          return new double[2];
        }
        String[] words = Files.readString(weights).split(" ", -1);
        return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Checkpoint write(Path folder, double[] state, TrainingData data) {
      AtomicFiles.write(
          folder.resolve("weights.safetensors"),
          (state[0] + " " + state[1]).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return checkpoint(folder, state, data);
    }

    private static Checkpoint checkpoint(Path folder, double[] state, TrainingData data) {
      return new Checkpoint(
          folder,
          (long) state[0],
          new Provenance(
              "trainer:level", "1", Map.of(), data.seed(), data.fingerprint(), List.of()));
    }
  }
}
