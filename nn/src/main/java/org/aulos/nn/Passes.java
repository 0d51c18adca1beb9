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
    Collections.shuffle(order, new Random(mixed(seed, pass)));
    return order;
  }

  /** What is drawn for an example in a pass, whatever is drawn for others. */
  public SplittableRandom draws(long pass, int example) {
    return new SplittableRandom(mixed(mixed(seed, pass), example));
  }

  /** What is drawn in a step, whatever is drawn in others. */
  public SplittableRandom draws(long step) {
    // Of another seed than the pass of this number.
    return new SplittableRandom(mixed(~seed, step));
  }

  private int start(long step) {
    return Math.toIntExact((step - 1) % steps()) * batch;
  }

  /**
   * A seed of its own for each number. A generator's next state is its state plus a constant, so
   * seeds must not differ by multiples of one: what each draws would be what another drew, moved.
   */
  private static long mixed(long seed, long number) {
    return new SplittableRandom(seed ^ (number + 1) * 0xD1342543DE82EF95L).nextLong();
  }
}
