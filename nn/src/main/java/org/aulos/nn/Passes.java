package org.aulos.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The order in which a training sees its examples: passes over all of them, each shuffled anew, in
 * whole batches. It follows from the seed and the number of the step, so a run can begin anywhere.
 * Examples that fill no batch wait for the next pass.
 */
public final class Passes {
  private final int examples;
  private final int batch;
  private final long seed;

  /**
   * Passes over so many examples.
   *
   * @param examples 1 or more
   * @param batchSize examples in a step; all of them where there are fewer
   */
  public Passes(int examples, int batchSize, long seed) {
    Checks.require(examples > 0, "examples > 0", examples);
    Checks.require(batchSize > 0, "batchSize > 0", batchSize);
    this.examples = examples;
    this.batch = Math.min(batchSize, examples);
    this.seed = seed;
  }

  /** Examples in a step. */
  public int batch() {
    return batch;
  }

  /** Steps in a pass. */
  public long steps() {
    return examples / batch;
  }

  /**
   * The pass of a step, from 0.
   *
   * @param step number of the step, from 1
   */
  public long pass(long step) {
    return (step - 1) / steps();
  }

  /** The examples of a step, from 1. */
  public List<Integer> examples(long step) {
    int start = start(step);
    return order(pass(step)).subList(start, start + batch);
  }

  /** The examples from a step, from 1, to the end of its pass. */
  public List<Integer> remaining(long step) {
    return order(pass(step)).subList(start(step), Math.toIntExact(steps()) * batch);
  }

  /** All examples in the order of a pass. */
  public List<Integer> order(long pass) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, examples).boxed().toList());
    Collections.shuffle(order, new Random(seed(pass)));
    return order;
  }

  /** A seed of what is drawn for an example in a pass. */
  public long seed(long pass, int example) {
    return seed(pass) + 0x9E3779B97F4A7C15L * (example + 1L);
  }

  private int start(long step) {
    return Math.toIntExact((step - 1) % steps()) * batch;
  }

  private long seed(long pass) {
    return new SplittableRandom(seed ^ (pass + 1) * 0xD1342543DE82EF95L).nextLong();
  }
}
