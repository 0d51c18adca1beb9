package org.aulos.api;

/**
 * Turns evidence into a score. Immutable; deterministic for one seed; computes in double precision.
 *
 * @param <E> what it judges: {@link EmbeddingSets}, {@link LabelledEmbeddings}, …
 */
public interface Metric<E> {
  /** The class of what it judges; the runtime gathers it. */
  Class<E> evidenceType();

  /**
   * The score, with its signature and the number of clips behind it.
   *
   * @throws AulosException if the evidence cannot carry the metric (too few clips, a class without
   *     examples, …)
   */
  Score score(E evidence);
}
