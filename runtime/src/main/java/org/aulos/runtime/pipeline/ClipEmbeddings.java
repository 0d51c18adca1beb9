package org.aulos.runtime.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.EmbeddingSet;

/** The vectors that one system made of the clips that were read. */
public final class ClipEmbeddings {
  /** How {@link #means} makes one vector of several, as signatures name it. */
  public static final String POOLING = "mean";

  private final String space;
  private final int dimension;
  private final List<String> ids;
  private final int[] positions;
  private final VectorSpool spool;

  /**
   * The vectors of clips.
   *
   * @param space how they were made
   * @param ids the clips
   * @param positions where each lies in the spool
   */
  ClipEmbeddings(String space, List<String> ids, int[] positions, VectorSpool spool) {
    this.space = space;
    this.dimension = spool.dimension();
    this.ids = List.copyOf(ids);
    this.positions = positions;
    this.spool = spool;
  }

  /** Number of clips. */
  public int size() {
    return positions.length;
  }

  /** Vectors of one clip. */
  public int count(int clip) {
    return spool.count(positions[clip]);
  }

  /** Every vector of every clip. */
  public EmbeddingSet vectors() {
    return vectors(IntStream.range(0, size()).toArray());
  }

  /** Every vector of the chosen clips, in their order. */
  public EmbeddingSet vectors(int[] clips) {
    List<String> owners = new ArrayList<>();
    int[] firsts = new int[clips.length];
    for (int i = 0; i < clips.length; i++) {
      firsts[i] = owners.size();
      for (int j = 0; j < count(clips[i]); j++) {
        owners.add(ids.get(clips[i]));
      }
    }
    int[] owner = new int[owners.size()];
    for (int i = 0; i < clips.length; i++) {
      Arrays.fill(owner, firsts[i], firsts[i] + count(clips[i]), i);
    }
    return new EmbeddingSet(
        space,
        owners,
        dimension,
        (row, target, offset) ->
            spool.copy(positions[clips[owner[row]]], row - firsts[owner[row]], target, offset));
  }

  /** One vector for each clip: the mean of its vectors. Every clip must have one at least. */
  public EmbeddingSet means() {
    return new EmbeddingSet(space, ids, dimension, this::mean);
  }

  private void mean(int clip, float[] target, int offset) {
    int count = count(clip);
    if (count == 1) {
      spool.copy(positions[clip], 0, target, offset);
      return;
    }
    double[] sums = new double[dimension];
    float[] vector = new float[dimension];
    for (int i = 0; i < count; i++) {
      spool.copy(positions[clip], i, vector, 0);
      for (int j = 0; j < dimension; j++) {
        sums[j] += vector[j];
      }
    }
    for (int j = 0; j < dimension; j++) {
      target[offset + j] = (float) (sums[j] / count);
    }
  }
}
