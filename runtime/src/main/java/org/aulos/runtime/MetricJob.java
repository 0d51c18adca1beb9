package org.aulos.runtime;

import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Metric;
import org.aulos.api.OptionsException;
import org.aulos.api.ReferenceMetric;
import org.aulos.api.Score;
import org.aulos.api.spi.Role;
import org.aulos.runtime.bench.Judge;
import org.aulos.runtime.bench.MetricConfig;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.TensorRuntime;

/** A metric that is ready to judge vectors which are there already. */
public final class MetricJob implements AutoCloseable {
  private final TensorRuntime tensors;
  private final String name;
  private final Metric<?> metric;

  private MetricJob(TensorRuntime tensors, String name, Metric<?> metric) {
    this.tensors = tensors;
    this.name = name;
    this.metric = metric;
  }

  /** Makes the metric in the graph of a job; closes that if the metric cannot be made. */
  static MetricJob of(Injector flow, MetricConfig config, Path folder) {
    TensorRuntime tensors = flow.getInstance(TensorRuntime.class);
    boolean made = false;
    try {
      ComponentFactory factory = flow.getInstance(ComponentFactory.class);
      Metric<?> metric = factory.make(Role.METRIC, config.metric(), folder, null).component();
      made = true;
      return new MetricJob(tensors, config.metric().entry().component().name(), metric);
    } finally {
      if (!made) {
        tensors.close();
      }
    }
  }

  /**
   * Judges evidence.
   *
   * @throws OptionsException if the metric judges something else
   * @throws org.aulos.api.AulosException if the metric refuses the evidence
   */
  public Score score(Object evidence) {
    if (!metric.evidenceType().isInstance(evidence)) {
      throw new OptionsException(
          "metric '%s' judges %s, not %s"
              .formatted(
                  name,
                  metric.evidenceType().getSimpleName(),
                  evidence.getClass().getSimpleName()));
    }
    return Judge.score(metric, evidence);
  }

  /**
   * Writes statistics of a reference, which the metric's options may name in later runs.
   *
   * @param references sets of vectors; they are taken together with statistics that the metric's
   *     options name already
   * @throws OptionsException if the metric needs more of its reference than statistics
   * @throws org.aulos.api.AulosException if the vectors cannot carry it, or the file cannot be
   *     written
   */
  public void writeStatistics(List<EmbeddingSet> references, Path file) {
    if (!(metric instanceof ReferenceMetric<?> own)) {
      throw new OptionsException("metric '" + name + "' keeps no statistics of a reference");
    }
    AtomicFiles.write(file, out -> own.writeStatistics(references, out));
  }

  @Override
  public void close() {
    tensors.close();
  }
}
