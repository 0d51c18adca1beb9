package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/**
 * Trains step by step, keeps checkpoints, and goes on from the last of them: a run that was
 * interrupted at any moment ends with the same weights as one that was not.
 *
 * <p>The engine records the gradients of one loop in a process at a time.
 */
public final class TrainingLoop {
  private final Trainee trainee;
  private final Optimiser optimiser;
  private final LongToDoubleFunction rates;
  private final CheckpointFolder checkpoints;
  private final NDManager manager;

  /**
   * How long a run is.
   *
   * @param steps optimiser steps in all; 1 or more
   * @param checkpointEvery steps between checkpoints; 1 or more. The last step has one in any case
   */
  public record Plan(long steps, long checkpointEvery) {
    /** A plan. */
    public Plan {
      Checks.require(steps > 0, "steps > 0", steps);
      Checks.require(checkpointEvery > 0, "checkpointEvery > 0", checkpointEvery);
    }
  }

  /** Hears of the steps, on the thread of the loop. */
  public interface Watcher {
    /** A step was taken, with these losses. */
    void onStep(long step, Map<String, Double> losses);

    /** A checkpoint was written, whole and durable. */
    void onCheckpoint(long step, Path folder);

    /** Whether to stop; there will be a checkpoint of the step that was taken. */
    boolean stopRequested();
  }

  /**
   * A loop.
   *
   * @param rates learning rate of each step, from 1
   * @param checkpoints where they are kept and found
   * @param manager decides the device
   */
  public TrainingLoop(
      Trainee trainee,
      Optimiser optimiser,
      LongToDoubleFunction rates,
      CheckpointFolder checkpoints,
      NDManager manager) {
    this.trainee = trainee;
    this.optimiser = optimiser;
    this.rates = rates;
    this.checkpoints = checkpoints;
    this.manager = manager;
  }

  /**
   * Trains to the end of the plan, from the last checkpoint if there is one.
   *
   * @return the last step taken; less than planned if the watcher asked to stop
   * @throws NonFiniteLossException if a loss or a gradient is infinite or no number; the
   *     checkpoints are sound
   * @throws IOException if a checkpoint cannot be read or written
   */
  public long run(Plan plan, Watcher watcher) throws IOException {
    long step = checkpoints.restore(trainee, optimiser);
    boolean stopping = false;
    while (step < plan.steps() && !stopping) {
      step++;
      watcher.onStep(step, step(step));
      stopping = watcher.stopRequested();
      if (stopping || step == plan.steps() || step % plan.checkpointEvery() == 0) {
        watcher.onCheckpoint(step, checkpoints.write(step, trainee, optimiser));
      }
    }
    return step;
  }

  private static void checkFinite(long step, Map<String, Double> numbers) {
    if (!numbers.values().stream().allMatch(Double::isFinite)) {
      throw new NonFiniteLossException(step, numbers);
    }
  }

  /** The sum of all gradients, which is finite if they are; one number is read from the device. */
  private double gradients() {
    NDList sums = new NDList();
    for (NDArray parameter : trainee.weights().parameters().values()) {
      if (parameter.hasGradient()) {
        sums.add(parameter.getGradient().sum());
      }
    }
    return sums.isEmpty() ? 0 : NDArrays.stack(sums).sum().getFloat();
  }

  private Map<String, Double> step(long step) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Map<String, Double> losses = new LinkedHashMap<>();
      try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
        Map<String, NDArray> arrays = trainee.losses(step);
        arrays.forEach((name, loss) -> losses.put(name, (double) loss.getFloat()));
        checkFinite(step, losses);
        gradients.backward(arrays.values().iterator().next());
      }
      checkFinite(step, Map.of("sum of gradients", gradients()));
      optimiser.step(step, rates.applyAsDouble(step));
      trainee.moved(step);
      return losses;
    }
  }
}
