package org.aulos.cli;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.OptionsException;
import org.aulos.runtime.EmbeddingFiles;
import org.jspecify.annotations.Nullable;

/**
 * What a distance is measured from and to.
 *
 * @param references one folder or manifest, or one or more files of statistics
 * @param judged what is laid against it; null if there is only a reference
 */
record FadInputs(List<Path> references, @Nullable Path judged) {
  /** What a path may hold. */
  enum Kind {
    AUDIO,
    VECTORS,
    STATISTICS;

    static Kind of(Path path) {
      if (EmbeddingFiles.isIn(path)) {
        return VECTORS;
      }
      return path.getFileName() != null && path.getFileName().toString().endsWith(".npz")
          ? STATISTICS
          : AUDIO;
    }
  }

  /**
   * Tells references from what is judged: the last path, unless it is alone or holds statistics.
   *
   * @throws OptionsException if the paths do not go together
   */
  static FadInputs of(List<Path> paths) {
    paths.forEach(Inputs::check);
    Path last = paths.get(paths.size() - 1);
    boolean judges = paths.size() > 1 && Kind.of(last) != Kind.STATISTICS;
    List<Path> references = judges ? paths.subList(0, paths.size() - 1) : paths;
    for (Path reference : references) {
      if (references.size() > 1 && Kind.of(reference) != Kind.STATISTICS) {
        throw new OptionsException(
            "%s is not a file of statistics (.npz), and only such are merged; name one reference and one set to be judged"
                .formatted(reference));
      }
    }
    FadInputs inputs = new FadInputs(List.copyOf(references), judges ? last : null);
    inputs.checkKinds();
    return inputs;
  }

  private void checkKinds() {
    Path reference = references.get(0);
    if (judged == null || kind() == Kind.STATISTICS || kind() == Kind.of(judged)) {
      return;
    }
    boolean holds = kind() == Kind.VECTORS;
    throw new OptionsException(
        "%s holds vectors, but %s does not; name two folders of vectors or two of audio, or embed the audio first"
            .formatted(holds ? reference : judged, holds ? judged : reference));
  }

  /** What the reference is. */
  Kind kind() {
    return Kind.of(references.get(0));
  }

  /**
   * The assignments that choose a metric and give it the statistics, if these are the reference.
   */
  List<String> metric(String key, String metric) {
    return kind() == Kind.STATISTICS
        ? List.of(key + "=" + metric, JobOptions.paths(key + ".statistics", references))
        : List.of(key + "=" + metric);
  }
}
