package org.aulos.api;

import java.util.List;

/**
 * Vectors on the host, gathered over a whole data set: the evidence of metrics. A clip may have
 * several vectors; then its id is repeated.
 */
public final class EmbeddingSet {
  private final String space;
  private final List<String> ids;
  private final float[] values;
  private final int dimension;

  /**
   * A set of vectors.
   *
   * @param space how the vectors were made (components and options): only vectors of one space may
   *     be compared
   * @param ids id of the clip behind each vector
   * @param values the vectors, {@code [ids × dimension]} row-major; handed over, not copied
   * @param dimension values in each vector; greater than 0
   * @throws IllegalArgumentException if the sizes do not fit or a value is not finite
   */
  public EmbeddingSet(String space, List<String> ids, float[] values, int dimension) {
    if (dimension <= 0) {
      throw new IllegalArgumentException("expected dimension > 0 but was " + dimension);
    }
    if (values.length != (long) ids.size() * dimension) {
      throw new IllegalArgumentException(
          "expected %d x %d values but were %d".formatted(ids.size(), dimension, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "embedding of '%s' is not finite: value %d is %s"
                .formatted(ids.get(i / dimension), i % dimension, values[i]));
      }
    }
    this.space = space;
    this.ids = List.copyOf(ids);
    this.values = values;
    this.dimension = dimension;
  }

  /** How the vectors were made. */
  public String space() {
    return space;
  }

  /** Id of the clip behind each vector. */
  public List<String> ids() {
    return ids;
  }

  /** The vectors, {@code [size × dimension]} row-major; the array itself, not a copy. */
  public float[] values() {
    return values;
  }

  /** Values in each vector. */
  public int dimension() {
    return dimension;
  }

  /** Number of vectors. */
  public int size() {
    return ids.size();
  }

  /** One value of one vector. */
  public float value(int row, int column) {
    return values[row * dimension + column];
  }
}
