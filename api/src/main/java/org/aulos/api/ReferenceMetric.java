package org.aulos.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A metric of two sets that needs no more of its reference than statistics, which a file can keep:
 * later runs then need none of its audio.
 */
public interface ReferenceMetric extends Metric<EmbeddingSets> {
  /**
   * Writes the statistics of a reference, in a form that the metric's options can name.
   *
   * @param reference vectors of the audio to be matched
   * @param out receives the file; not closed
   * @throws AulosException if the vectors cannot carry the metric
   * @throws IOException if {@code out} cannot be written
   */
  void writeStatistics(EmbeddingSet reference, OutputStream out) throws IOException;
}
