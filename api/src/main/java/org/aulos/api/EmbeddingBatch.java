package org.aulos.api;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vectors on a device: {@code [vectors, dimension]}, those of the first clip of the batch they were
 * encoded from first, then those of the second, and so on. A clip has one vector, or one for each
 * window of it, or none if it is shorter than a window and the encoder does not pad.
 *
 * <p>Owned like an {@link AudioBatch}.
 */
public final class EmbeddingBatch {
  private final NDArray vectors;
  private final int[] counts;

  /**
   * A batch with one vector for each clip.
   *
   * @param vectors float32 {@code [clips, dimension]}
   * @throws IllegalArgumentException if the shape does not fit
   */
  public EmbeddingBatch(NDArray vectors) {
    this(vectors, ones(vectors));
  }

  /**
   * A batch over an existing tensor.
   *
   * @param vectors float32 {@code [vectors, dimension]}
   * @param counts vectors of each clip, 0 or more; together as many as there are
   * @throws IllegalArgumentException if the shape or the counts do not fit
   */
  public EmbeddingBatch(NDArray vectors, int[] counts) {
    BatchChecks.rank("embeddings", vectors, 2, "[vectors, dimension]");
    long sum = 0;
    for (int count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("expected counts >= 0 but were " + count);
      }
      sum += count;
    }
    if (sum != vectors.getShape().get(0)) {
      throw new IllegalArgumentException(
          "expected counts of %d vectors together but were %d"
              .formatted(vectors.getShape().get(0), sum));
    }
    this.vectors = vectors;
    this.counts = counts.clone();
  }

  /**
   * Copies vectors to the manager's device, one for each clip.
   *
   * @param manager owner of the new tensor
   * @param vectors at least one; all of one dimension, 1 or more
   * @throws IllegalArgumentException if there is none, or dimensions differ
   */
  public static EmbeddingBatch of(NDManager manager, List<float[]> vectors) {
    if (vectors.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one vector");
    }
    int dimension = vectors.get(0).length;
    float[] data = new float[Math.multiplyExact(vectors.size(), dimension)];
    for (int i = 0; i < vectors.size(); i++) {
      if (vectors.get(i).length != dimension) {
        throw new IllegalArgumentException(
            "dimensions of vectors differ: " + vectors.get(i).length + " != " + dimension);
      }
      System.arraycopy(vectors.get(i), 0, data, i * dimension, dimension);
    }
    return new EmbeddingBatch(manager.create(data, new Shape(vectors.size(), dimension)));
  }

  private static int[] ones(NDArray vectors) {
    BatchChecks.rank("embeddings", vectors, 2, "[vectors, dimension]");
    int[] ones = new int[Math.toIntExact(vectors.getShape().get(0))];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The tensor, float32 {@code [vectors, dimension]}. */
  public NDArray vectors() {
    return vectors;
  }

  /** Number of clips. */
  public int size() {
    return counts.length;
  }

  /** Vectors of one clip. */
  public int count(int clip) {
    return counts[clip];
  }

  /** Vectors of each clip. */
  public int[] counts() {
    return counts.clone();
  }

  /** Vectors of all clips together. */
  public int total() {
    return IntStream.of(counts).sum();
  }

  /** Values in each vector. */
  public int dimension() {
    return Math.toIntExact(vectors.getShape().get(1));
  }

  /** The owner of the tensor. */
  public NDManager manager() {
    return vectors.getManager();
  }

  /** All values on the host, row-major. */
  public float[] toFloats() {
    return vectors.toFloatArray();
  }
}
