package org.aulos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations that tests write: small, of sounds that are synthesised on the fly. */
final class Benchmarks {
  /** Two systems, two tasks, 18 clips of a second. */
  static final String SMALL =
      """
      title: Three sounds
      datasets:
        scenes: {use: synthetic-scenes, classes: [rain, bell, horn], clips-per-class: 6, seconds: 1, folds: 3}
      systems:
        mfcc: {extractor: mfcc, encoder: statistics}
        log-mel: {extractor: log-mel, encoder: statistics}
      tasks:
        probe: {metric: linear-probe}
        find: {metric: retrieval}
      """;

  private Benchmarks() {}

  static Path small(Path folder) throws IOException {
    return Files.writeString(folder.resolve("small.yaml"), SMALL);
  }
}
