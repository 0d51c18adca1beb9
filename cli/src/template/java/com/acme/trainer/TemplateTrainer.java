package com.acme.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.aulos.api.AudioFormat;
import org.aulos.api.Checkpoint;
import org.aulos.api.Provenance;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;

/** Learns the mean level of clips, one clip a step: the whole of a training loop in small. */
record TemplateTrainer(long steps) implements Trainer {
  private static final AudioFormat FORMAT = AudioFormat.mono(16_000);
  private static final double RATE = 0.1;

  @Override
  public Checkpoint train(TrainingData data, TrainingListener listener) {
    Path directory = data.directory().resolve("checkpoint");
    double[] state = resumed(directory); // steps taken, level
    int clips = data.dataset().clips().size();
    while (state[0] < steps && !listener.stopRequested()) {
      // Seed and step alone decide, so that a run which was interrupted goes on as it would have.
      int clip = new Random(31 * data.seed() + (long) state[0]).nextInt(clips);
      double error = level(data, clip) - state[1];
      state[1] += RATE * error;
      state[0]++;
      listener.onStep((long) state[0], steps, Map.of("error", error * error));
    }
    Checkpoint checkpoint = save(directory, state, data);
    listener.onCheckpoint(checkpoint);
    return checkpoint;
  }

  /** Level of a clip, in decibels below full scale. */
  private static double level(TrainingData data, int clip) {
    try (NDManager manager = NDManager.newBaseManager()) {
      double power = 0;
      float[] samples =
          data.batches(manager, FORMAT, List.of(clip), 1).next().waveforms().get(0).channel(0);
      for (float sample : samples) {
        power += sample * sample;
      }
      return 10 * Math.log10(1e-10 + power / (1 + samples.length));
    }
  }

  private Checkpoint save(Path directory, double[] state, TrainingData data) {
    var provenance =
        new Provenance(
            "trainer:template-trainer",
            "1",
            Map.of("steps", String.valueOf(steps)),
            data.seed(),
            "",
            List.of());
    String json =
        "{\"component\": \"%s\", \"version\": \"%s\", \"seed\": %d, \"steps\": %d}%n"
            .formatted(provenance.component(), provenance.version(), data.seed(), steps);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weights = manager.create(state);
      weights.setName("state");
      Files.createDirectories(directory);
      write(directory, "provenance.json", json.getBytes(StandardCharsets.UTF_8));
      write(
          directory,
          "weights.safetensors",
          new NDList(weights).encode(NDList.Encoding.SAFETENSORS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Checkpoint(directory, (long) state[0], provenance);
  }

  /** A file that is there whole or not at all. */
  private static void write(Path directory, String name, byte[] content) throws IOException {
    Path part = Files.write(directory.resolve(name + ".part"), content);
    Files.move(part, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static double[] resumed(Path directory) {
    Path weights = directory.resolve("weights.safetensors");
    if (!Files.exists(weights)) {
      return new double[2];
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      return NDList.decode(manager, Files.readAllBytes(weights)).get(0).toDoubleArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
