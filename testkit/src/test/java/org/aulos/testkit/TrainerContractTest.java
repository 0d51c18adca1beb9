package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.aulos.api.AudioFormat;
import org.aulos.api.Checkpoint;
import org.aulos.api.Provenance;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;

/** Each promise of the contract is broken once, by a twin of a good trainer. */
class TrainerContractTest extends BrokenTwins<TrainerContractTest.Fault> {
  TrainerContractTest() {
    super(TrainerContract.class, Twin.class, Fault.class);
  }

  enum Fault implements BrokenTwins.Fault {
    ELSEWHERE("writesACheckpoint", "must lie in the directory() of the training data"),
    NO_WEIGHTS("writesACheckpoint", "a checkpoint must hold weights.safetensors"),
    NO_PROVENANCE("writesACheckpoint", "a checkpoint must hold provenance.json"),
    UNNAMED("statesWhereItsWeightsComeFrom", "must name the component by role and name"),
    OTHER_SEED("statesWhereItsWeightsComeFrom", "must hold the seed() of the training data"),
    SKIPPED_STEP("tellsOfEveryStep", "onStep must be called once for each of the 4 steps planned"),
    MISCOUNT("tellsOfEveryStep", "the last checkpoint must count all the steps taken"),
    NO_LOSSES("namesItsLosses", "every step must name its losses"),
    INFINITE_LOSS("namesItsLosses", "finite all of them"),
    SECRET_CHECKPOINT("tellsOfEveryCheckpoint", "onCheckpoint must be called for each checkpoint"),
    STATIC_STATE("learnsTheSameTwice", "must give the same weights, bit for bit"),
    DANGLING("learnsTheSameWhateverIsCollected", "must not depend on when Java collects"),
    DEAF("stopsWhenItIsAsked", "must stop soon after stopRequested(), before the last step"),
    FORGETFUL("goesOnWhereItWasInterrupted", "after step 1 must go on with the next"),
    LOST_RANDOMNESS("goesOnWhereItWasInterrupted", "must end with the weights of one that was not");

    private final String promise;
    private final String message;

    Fault(String promise, String message) {
      this.promise = promise;
      this.message = message;
    }

    @Override
    public String promise() {
      return promise;
    }

    @Override
    public String message() {
      return message;
    }
  }

  /** The class that an author would write. */
  static final class Twin implements TrainerContract {
    @Override
    public Trainer trainer() {
      return new Loudness();
    }
  }

  /** Learns how loud the clips are, from one that is drawn by lot at each step. */
  private static final class Loudness implements Trainer {
    private static final int STEPS = 4;
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static WeakReference<Object> made = new WeakReference<>(new Object());
    private static int collections;

    @Override
    public Checkpoint train(TrainingData data, TrainingListener listener) {
      Path directory = data.directory().resolve("checkpoint");
      float[] state = has(Fault.FORGETFUL) ? new float[2] : resume(directory);
      Random random = new Random(data.seed());
      for (int i = 0; i < state[0] && !has(Fault.LOST_RANDOMNESS); i++) {
        random.nextInt(12);
      }
      state[1] += has(Fault.STATIC_STATE) ? RUNS.incrementAndGet() : 0;
      state[1] += has(Fault.DANGLING) ? collections() : 0;
      while (state[0] < STEPS && (has(Fault.DEAF) || !listener.stopRequested())) {
        double loss = step(data, state, random.nextInt(12));
        if (!has(Fault.SKIPPED_STEP) || state[0] > 1) {
          listener.onStep((long) state[0], STEPS, losses(loss));
        }
      }
      Checkpoint checkpoint = save(has(Fault.ELSEWHERE) ? elsewhere() : directory, state, data);
      if (!has(Fault.SECRET_CHECKPOINT)) {
        listener.onCheckpoint(checkpoint);
      }
      return checkpoint;
    }

    /** Runs before which memory was collected. */
    private static int collections() {
      if (made.get() == null) {
        collections++;
        made = new WeakReference<>(new Object());
      }
      return collections;
    }

    /** One step of gradient descent on the mean power; state is steps taken and the weight. */
    private static double step(TrainingData data, float[] state, int clip) {
      try (NDManager manager = NDManager.newBaseManager()) {
        float[] samples =
            data.batches(manager, AudioFormat.mono(8_000), List.of(clip), 1).next().toFloats();
        double power = 0;
        for (float sample : samples) {
          power += sample * sample / samples.length;
        }
        double error = power - state[1];
        state[1] += (float) (0.5 * error);
        state[0]++;
        return error * error;
      }
    }

    private static Map<String, Double> losses(double loss) {
      if (has(Fault.NO_LOSSES)) {
        return Map.of();
      }
      return Map.of("error", has(Fault.INFINITE_LOSS) ? Double.POSITIVE_INFINITY : loss);
    }

    private static Checkpoint save(Path directory, float[] state, TrainingData data) {
      String component = has(Fault.UNNAMED) ? "Loudness" : "trainer:loudness";
      long seed = has(Fault.OTHER_SEED) ? 0 : data.seed();
      var provenance = new Provenance(component, "1", Map.of(), seed, "", List.of());
      try {
        Files.createDirectories(directory);
        if (!has(Fault.NO_WEIGHTS)) {
          Files.writeString(directory.resolve(TrainerContract.WEIGHTS), state[0] + " " + state[1]);
        }
        if (!has(Fault.NO_PROVENANCE)) {
          Files.writeString(directory.resolve("provenance.json"), "{}");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Checkpoint(directory, (long) state[0] + (has(Fault.MISCOUNT) ? 1 : 0), provenance);
    }

    private static float[] resume(Path directory) {
      Path weights = directory.resolve(TrainerContract.WEIGHTS);
      if (!Files.exists(weights)) {
        return new float[2];
      }
      try {
        String[] state = Files.readString(weights).split(" ", 2);
        return new float[] {Float.parseFloat(state[0]), Float.parseFloat(state[1])};
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Path elsewhere() {
      try {
        return Files.createTempDirectory("elsewhere");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
