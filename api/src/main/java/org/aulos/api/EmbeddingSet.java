package org.aulos.api;

import java.util.List;
import java.util.Objects;

/**
 * Vectors on the host, gathered over a whole data set: the evidence of metrics. A clip may have
 * several vectors; then its id is repeated.
 *
 * <p>Large sets lie on disk. What reads row by row needs the memory of a row; {@link #values()}
 * needs that of all.
 */
public final class EmbeddingSet {
  /** The longest array that every Java machine allows. */
  private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

  private final String space;
  private final List<String> ids;
  private final int dimension;
  private final Vectors vectors;

  /** Where vectors lie. Safe to use from several threads. */
  @FunctionalInterface
  public interface Vectors {
    /**
     * Copies one vector.
     *
     * @param row which one
     * @param target receives its values
     * @param offset index of the first of them in {@code target}
     */
    void copy(int row, float[] target, int offset);
  }

  /**
   * A set of vectors in memory.
   *
   * @param space how the vectors were made (components and options): only vectors of one space may
   *     be compared
   * @param ids id of the clip behind each vector
   * @param values the vectors, {@code [ids × dimension]} row-major; handed over, not copied
   * @param dimension values in each vector; greater than 0
   * @throws IllegalArgumentException if the sizes do not fit or a value is not finite
   */
  public EmbeddingSet(String space, List<String> ids, float[] values, int dimension) {
    this(
        space,
        ids,
        dimension,
        (row, target, offset) ->
            System.arraycopy(values, row * dimension, target, offset, dimension));
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
  }

  /**
   * A set of vectors that lie elsewhere.
   *
   * @param space how the vectors were made (components and options)
   * @param ids id of the clip behind each vector
   * @param dimension values in each vector; greater than 0
   * @param vectors where they lie; all their values are finite
   * @throws IllegalArgumentException if the dimension is not positive
   */
  public EmbeddingSet(String space, List<String> ids, int dimension, Vectors vectors) {
    if (dimension <= 0) {
      throw new IllegalArgumentException("expected dimension > 0 but was " + dimension);
    }
    this.space = space;
    this.ids = List.copyOf(ids);
    this.dimension = dimension;
    this.vectors = vectors;
  }

  /** How the vectors were made. */
  public String space() {
    return space;
  }

  /** Id of the clip behind each vector. */
  public List<String> ids() {
    return ids;
  }

  /** Values in each vector. */
  public int dimension() {
    return dimension;
  }

  /** Number of vectors. */
  public int size() {
    return ids.size();
  }

  /** One value of one vector, for single looks: it copies the vector. */
  public float value(int row, int column) {
    return row(row)[column];
  }

  /** A copy of one vector. */
  public float[] row(int row) {
    float[] copy = new float[dimension];
    copyRow(row, copy, 0);
    return copy;
  }

  /**
   * Copies one vector.
   *
   * @param row which one
   * @param target receives its values
   * @param offset index of the first of them in {@code target}
   * @throws IndexOutOfBoundsException if there is no such row, or the target is too short
   */
  public void copyRow(int row, float[] target, int offset) {
    Objects.checkIndex(row, ids.size());
    Objects.checkFromIndexSize(offset, dimension, target.length);
    vectors.copy(row, target, offset);
  }

  /**
   * A copy of all vectors, {@code [size × dimension]} row-major.
   *
   * @throws IllegalArgumentException if they are more than an array can hold
   */
  public float[] values() {
    if ((long) size() * dimension > MAX_VALUES) {
      throw new IllegalArgumentException(
          "%d vectors of %d values are more than an array holds; read them row by row"
              .formatted(size(), dimension));
    }
    float[] values = new float[size() * dimension];
    for (int row = 0; row < size(); row++) {
      vectors.copy(row, values, row * dimension);
    }
    return values;
  }
}
