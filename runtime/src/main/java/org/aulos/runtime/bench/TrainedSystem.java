package org.aulos.runtime.bench;

import org.aulos.runtime.BenchResult.TrainingResult;
import org.aulos.runtime.pipeline.Pipeline;

/**
 * A system whose encoder was trained for the benchmark.
 *
 * @param pipelines the system under each seed
 * @param training what it was trained to, and how
 */
public record TrainedSystem(Seeded<Pipeline> pipelines, TrainingResult training) {}
