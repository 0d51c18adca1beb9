package org.aulos.runtime.pipeline;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.runtime.ProgressListener;

/** Embeds every clip of every configured data set by every configured system. */
public final class Embedder {
  private final Map<String, Dataset> datasets;
  private final Map<String, Pipeline> pipelines;
  private final EmbeddingPass pass;

  /** An embedder of the given parts. */
  @Inject
  public Embedder(
      Map<String, Dataset> datasets, Map<String, Pipeline> pipelines, EmbeddingPass pass) {
    this.datasets = datasets;
    this.pipelines = pipelines;
    this.pass = pass;
  }

  /** The data sets by name. */
  public Map<String, Dataset> datasets() {
    return datasets;
  }

  /** The systems. */
  public List<Pipeline> pipelines() {
    return List.copyOf(pipelines.values());
  }

  /** The vectors of one data set. */
  public EmbeddingPass.Outcome embed(String dataset, ProgressListener progress) {
    Dataset own = datasets.get(dataset);
    if (own == null) {
      throw new IllegalArgumentException(
          "no data set is named '" + dataset + "': " + datasets.keySet());
    }
    return pass.run(dataset, own, pipelines(), progress);
  }
}
