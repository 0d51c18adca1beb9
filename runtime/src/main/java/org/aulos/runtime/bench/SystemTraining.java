package org.aulos.runtime.bench;

import org.aulos.runtime.train.TrainConfig;

/**
 * The training that the encoder of a system comes from.
 *
 * @param config what is trained, on which clips and how
 * @param seeded whether it has a seed of its own; otherwise it takes those of the benchmark
 */
public record SystemTraining(TrainConfig config, boolean seeded) {
  /** The training as a benchmark runs it under one of its seeds. */
  public TrainConfig under(long seed) {
    return seeded ? config : config.withSeed(seed);
  }
}
