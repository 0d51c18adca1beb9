package org.aulos.runtime;

import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Provenance;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.Embedder;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.TensorRuntime;

/** A data set that is ready to be embedded by one system. */
public final class EmbedJob implements AutoCloseable {
  private final Injector injector;
  private final Embedder embedder;

  EmbedJob(Injector injector) {
    this.injector = injector;
    this.embedder = injector.getInstance(Embedder.class);
  }

  /**
   * What was written.
   *
   * @param file holds the vectors
   * @param vectors their number
   * @param dimension values in each
   * @param failures clips that could not be read
   */
  public record Written(Path file, int vectors, int dimension, List<ClipFailure> failures) {}

  /**
   * Vectors of all clips.
   *
   * @param vectors may be read until the job is closed
   * @param failures clips that could not be read
   */
  public record Embedded(EmbeddingSet vectors, List<ClipFailure> failures) {}

  /** Embeds every clip. */
  public Embedded run(ProgressListener progress) {
    EmbeddingPass.Outcome outcome = embed(progress);
    return new Embedded(vectors(outcome), outcome.failures());
  }

  private EmbeddingPass.Outcome embed(ProgressListener progress) {
    return embedder.embed(embedder.datasets().keySet().iterator().next(), progress);
  }

  private static EmbeddingSet vectors(EmbeddingPass.Outcome outcome) {
    return outcome.embeddings().values().iterator().next().vectors();
  }

  /** Embeds every clip and writes the vectors into a folder. */
  public Written run(Path folder, EmbeddingFormat format, ProgressListener progress) {
    AtomicFiles.createFolder(folder); // before the work, lest it be for nothing
    Pipeline pipeline = embedder.pipelines().get(0);
    EmbeddingPass.Outcome outcome = embed(progress);
    EmbeddingSet embeddings = vectors(outcome);
    Path file =
        EmbeddingFiles.write(
            folder,
            format,
            embeddings,
            outcome.clips(),
            outcome.failures(),
            about(pipeline, outcome));
    return new Written(file, embeddings.size(), embeddings.dimension(), outcome.failures());
  }

  private Map<String, Object> about(Pipeline pipeline, EmbeddingPass.Outcome outcome) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put(EmbeddingFiles.DATA, outcome.fingerprint());
    about.put(EmbeddingFiles.WINDOWS, pipeline.windows());
    about.put(EmbeddingFiles.RESAMPLER, ClipReader.RESAMPLER);
    about.put("provenance", provenance(pipeline, outcome.fingerprint()));
    return about;
  }

  private Provenance provenance(Pipeline pipeline, String data) {
    long seed = injector.getInstance(RunSettings.class).seed();
    Provenances provenances = new Provenances(injector.getInstance(Catalog.class));
    List<Provenance> parents =
        pipeline.config().extractor().stream()
            .map(extractor -> provenances.of(extractor.result(), seed, data, List.of()))
            .toList();
    return provenances.of(pipeline.config().encoder().result(), seed, data, parents);
  }

  @Override
  public void close() {
    injector.getInstance(TensorRuntime.class).close();
  }
}
