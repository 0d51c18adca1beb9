package org.aulos.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.runtime.generator.GeneratorsPlugin;

/** Benchmarks of the tiny plugin in a folder of the test. */
final class Beeping {
  /** Two systems, four tasks; the gap of the soft and the loud beeps is 1/8 of full scale. */
  static final String YAML =
      """
      title: Beeps
      device: cpu
      datasets:
        beeps: {use: beeps, clips: 24}
        quiet: {use: beeps, clips: 6, classes: [soft]}
      systems:
        mean: {extractor: two-bins, encoder: mean}
        peak: {encoder: peak}
      tasks:
        classes: {metric: centroids, dataset: beeps}
        gap: {metric: gap, dataset: beeps, reference: soft, evaluated: loud}
        folds: {metric: gap, dataset: beeps, reference: {folds: f0}, evaluated: {folds: f1}}
        across: {metric: gap, dataset: beeps, reference: {dataset: quiet}, evaluated: {tags: t1}}
      """;

  private final Path folder;
  private final Aulos aulos;

  Beeping(Path folder) {
    this.folder = folder;
    this.aulos =
        Aulos.open(List.of(new TinyPlugin(), new GeneratorsPlugin()), Places.below(folder));
  }

  Aulos aulos() {
    return aulos;
  }

  Configuration configuration(String yaml, String... assignments) throws IOException {
    Path file = Files.writeString(folder.resolve("beeping.yaml"), yaml);
    return Configuration.read(file).with(List.of(assignments));
  }

  BenchResult run(String yaml, String... assignments) throws IOException {
    try (BenchJob job = aulos.bench(configuration(yaml, assignments))) {
      return job.run(ProgressListener.SILENT);
    }
  }

  /** The folder of a run whose results are written. */
  RunDirectory write(String name, String... assignments) throws IOException {
    return writeOf(YAML, name, assignments);
  }

  /** Like {@link #write}, of another benchmark. */
  RunDirectory writeOf(String yaml, String name, String... assignments) throws IOException {
    try (BenchJob job = aulos.bench(configuration(yaml, assignments))) {
      return job.run(
          folder.resolve(name), List.of("bench", "beeping.yaml"), ProgressListener.SILENT);
    }
  }
}
