package org.aulos.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A metric that needs no more of its reference than statistics, which a file can keep: later runs
 * then need none of its audio.
 *
 * @param <E> what it judges
 */
public interface ReferenceMetric<E> extends Metric<E> {
  /**
   * Writes the statistics of a reference, in a form that the metric's options can name.
   *
   * @param references sets of vectors of the audio to be matched, of one space; they are taken
   *     together, and together with statistics that the metric's options name
   * @param out receives the file; not closed
   * @throws AulosException if there is no reference at all, or the vectors cannot carry the metric
   * @throws IOException if {@code out} cannot be written
   */
  void writeStatistics(List<EmbeddingSet> references, OutputStream out) throws IOException;
}
