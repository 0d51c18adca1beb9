package org.aulos.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.CheckpointException;
import org.aulos.api.Provenance;
import org.aulos.api.Reconstruction;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;
import org.aulos.nn.CheckpointFolder;
import org.aulos.nn.NonFiniteLossException;
import org.aulos.nn.Optimiser;
import org.aulos.nn.Trainee;
import org.aulos.nn.TrainingLoop;

/**
 * One run of a trainer: joins its contract to the loop that trains. Checkpoints lie in {@code
 * checkpoints} below the folder of the run.
 */
public final class TrainingRun {
  private static final String FOLDER = "checkpoints";

  private final String name;
  private final Provenance provenance;
  private final TrainingData data;
  private final TrainingListener listener;

  /**
   * A run.
   *
   * @param name of the trainer
   * @param version of its plugin
   * @param options that decide the result: a run goes on with equal ones alone; see {@link #values}
   */
  public TrainingRun(
      String name,
      String version,
      Map<String, String> options,
      TrainingData data,
      TrainingListener listener) {
    this.name = name;
    this.data = data;
    this.listener = listener;
    provenance =
        new Provenance(
            "trainer:" + name, version, options, data.seed(), data.fingerprint(), List.of());
  }

  /**
   * What learns.
   *
   * @param trainee weights and losses
   * @param optimiser what moves the weights
   * @param rates learning rate of each step, from 1
   * @param clips ids of the clips of each step, from 1
   * @param examples what the model makes of a few clips, asked for at each checkpoint; empty if
   *     there is nothing to show
   */
  public record Method(
      Trainee trainee,
      Optimiser optimiser,
      LongToDoubleFunction rates,
      LongFunction<List<String>> clips,
      Supplier<List<Reconstruction>> examples) {
    /** A method that has nothing to show. */
    public Method(
        Trainee trainee,
        Optimiser optimiser,
        LongToDoubleFunction rates,
        LongFunction<List<String>> clips) {
      this(trainee, optimiser, rates, clips, List::of);
    }
  }

  /** The newest checkpoint of the run; empty if it begins. */
  public Optional<Path> latest() {
    try {
      return CheckpointFolder.latest(folder());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Trains to the end of the plan or until the listener asks to stop, from the last checkpoint if
   * there is one.
   *
   * @param documents what is written as JSON into each checkpoint, by file name
   * @param manager decides the device
   * @return the last checkpoint
   * @throws AulosException if a loss ceases to be finite; the message names the clips of the step
   * @throws CheckpointException if a checkpoint cannot be read or written
   */
  public Checkpoint train(
      Method method, TrainingLoop.Plan plan, Map<String, ?> documents, NDManager manager) {
    TrainingLoop loop =
        new TrainingLoop(
            method.trainee(),
            method.optimiser(),
            method.rates(),
            new CheckpointFolder(folder(), provenance, documents),
            manager);
    try {
      long step = loop.run(plan, watcher(plan.steps(), method.examples()));
      return new Checkpoint(latest().orElseThrow(), step, provenance);
    } catch (IOException e) {
      throw unreadable(e);
    } catch (NonFiniteLossException e) {
      throw new AulosException(
          "%s cannot go on: %s. The batch held %s. Look for silence or damage in these clips, or lower learning-rate (%s)."
              .formatted(
                  name,
                  e.getMessage(),
                  String.join(", ", method.clips().apply(e.step())),
                  method.rates().applyAsDouble(e.step())),
          e);
    }
  }

  private Path folder() {
    return data.directory().resolve(FOLDER);
  }

  private CheckpointException unreadable(IOException e) {
    return new CheckpointException(data.directory() + ": " + e.getMessage(), e);
  }

  private TrainingLoop.Watcher watcher(long steps, Supplier<List<Reconstruction>> examples) {
    return new TrainingLoop.Watcher() {
      @Override
      public void onStep(long step, Map<String, Double> losses) {
        listener.onStep(step, steps, losses);
      }

      @Override
      public void onCheckpoint(long step, Path folder) {
        listener.onCheckpoint(new Checkpoint(folder, step, provenance));
        List<Reconstruction> shown = examples.get();
        if (!shown.isEmpty()) {
          listener.onReconstructions(step, shown);
        }
      }

      @Override
      public boolean stopRequested() {
        return listener.stopRequested();
      }
    };
  }

  /**
   * The values of options, by their names in configuration files.
   *
   * @param options a public record in a package that its module exports
   * @param without names of those that decide nothing about the result, such as {@code
   *     checkpoint-every}
   */
  public static Map<String, String> values(Record options, String... without) {
    Map<String, String> values = new LinkedHashMap<>();
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      values.put(hyphenated(component.getName()), String.valueOf(value(component, options)));
    }
    values.keySet().removeAll(List.of(without));
    return values;
  }

  private static Object value(RecordComponent component, Record options) {
    try {
      return component.getAccessor().invoke(options);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "expected a public record of an exported package but was " + options.getClass(), e);
    }
  }

  private static String hyphenated(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
