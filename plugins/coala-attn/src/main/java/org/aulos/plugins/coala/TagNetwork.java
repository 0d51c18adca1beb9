package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Layers;
import org.aulos.nn.Mode;
import org.aulos.nn.Norms;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;
import org.aulos.nn.WeightsException;
import org.aulos.plugins.coala.tags.WordVectors;

/**
 * Makes one vector of the word vectors of up to ten tags: by self-attention (equations 3 to 5 of
 * the second paper), or by the mean of their images under a linear map.
 *
 * @param heads of the attention, each as wide as the word vectors; 0 for the mean
 * @param width of the word vectors and of the result; 128 or 1,152 as published
 * @param countPadding whether the sum over the positions of the attention runs over all ten, as in
 *     the published code, or over those of the tags alone, as in the paper
 */
record TagNetwork(int heads, int width, boolean countPadding) {
  /** Tags that are heard of each clip. */
  static final int POSITIONS = 10;

  /** The array of the word vectors, which is not learnt here: {@code [words + 1, width]}. */
  static final String TABLE = WordVectors.TABLE;

  private static final String QUERIES = "w_qs";
  private static final String KEYS = "w_ks";
  private static final String VALUES = "w_vs";
  private static final String OUTPUT = "fc";
  private static final String NORM = "layer_norm";
  private static final float DROPOUT = 0.1f;
  private static final float EPSILON = 1e-6f;
  private static final double MASKED = -1e9f;

  /**
   * The network of which these are the weights.
   *
   * @throws CheckpointException if they are of another architecture
   */
  static TagNetwork of(StateDict weights, boolean countPadding) {
    try {
      Shape output = weights.get(OUTPUT + ".weight").shape();
      if (output.dimension() == 2 && output.get(0) > 0 && output.get(1) % output.get(0) == 0) {
        boolean attention = weights.names().contains(QUERIES + ".weight");
        long heads = attention ? output.get(1) / output.get(0) : 0;
        return new TagNetwork(Math.toIntExact(heads), Math.toIntExact(output.get(0)), countPadding);
      }
      throw new CheckpointException(
          "%s: '%s.weight' is of shape %s; it is no encoder of tags with word vectors."
              .formatted(weights.origin(), OUTPUT, output));
    } catch (WeightsException e) {
      throw new CheckpointException(
          e.getMessage() + " It is no encoder of tags with word vectors.", e);
    }
  }

  /** Shapes of what is learnt, by the official names. */
  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    if (heads > 0) {
      long wide = (long) heads * width;
      for (String name : new String[] {QUERIES, KEYS, VALUES}) {
        shapes.put(name + ".weight", new Shape(wide, width));
      }
      shapes.put(OUTPUT + ".weight", new Shape(width, wide));
    } else {
      shapes.put(OUTPUT + ".weight", new Shape(width, width));
    }
    Norms.layer(shapes, NORM, width);
    return shapes;
  }

  /**
   * The embedding of sets of tags, {@code phi_w}.
   *
   * @param words word vectors {@code [batch, 10, width]}, zeros behind the tags of a set
   * @param counts tags of each set, 0 to 10
   * @return {@code [batch, width]}
   */
  NDArray embedding(NDArray words, int[] counts, Weights weights, Mode mode) {
    NDArray sum;
    if (heads > 0) {
      NDArray contexts = contexts(words, counts, weights, mode);
      NDArray output = Layers.linear(contexts, weights.under(OUTPUT + "."));
      NDArray kept = Layers.dropout(output, DROPOUT, mode);
      sum = (countPadding ? kept : kept.mul(present(words, counts))).sum(new int[] {1});
    } else {
      NDArray images = Layers.linear(words, weights.under(OUTPUT + "."));
      sum = Layers.dropout(images.sum(new int[] {1}).div(atLeastOne(words, counts)), DROPOUT, mode);
    }
    return Layers.layerNorm(sum, weights.under(NORM + "."), EPSILON);
  }

  /** What each position attends to, of all heads: {@code [batch, 10, heads * width]}. */
  private NDArray contexts(NDArray words, int[] counts, Weights weights, Mode mode) {
    NDArray attention = Layers.dropout(attention(words, counts, weights), DROPOUT, mode);
    NDArray values = split(Layers.linear(words, weights.under(VALUES + ".")));
    // [B, H, 10, F] -> [B, 10, H * F]
    return attention
        .matMul(values)
        .transpose(0, 2, 1, 3)
        .reshape(counts.length, POSITIONS, (long) heads * width);
  }

  /**
   * How much each position attends to each other.
   *
   * @return {@code [batch, heads, 10, 10]}, positions that attend first; each row sums to 1
   */
  NDArray attention(NDArray words, int[] counts, Weights weights) {
    NDArray queries = split(Layers.linear(words, weights.under(QUERIES + ".")));
    NDArray keys = split(Layers.linear(words, weights.under(KEYS + ".")));
    NDArray scale = EngineArrays.scalar(words.getManager(), 1 / Math.sqrt(width));
    NDArray scores = queries.mul(scale).matMul(keys.transpose(0, 1, 3, 2));
    NDArray present =
        present(words, counts).reshape(counts.length, 1, 1, POSITIONS).broadcast(scores.getShape());
    NDArray masked = EngineArrays.scalar(words.getManager(), MASKED).broadcast(scores.getShape());
    return NDArrays.where(present.toType(DataType.BOOLEAN, false), scores, masked).softmax(3);
  }

  /** {@code [B, 10, H * F] -> [B, H, 10, F]}. */
  private NDArray split(NDArray wide) {
    return wide.reshape(-1, POSITIONS, heads, width).transpose(0, 2, 1, 3);
  }

  /** 1 where there is a tag and 0 behind, {@code [batch, 10, 1]}. */
  private static NDArray present(NDArray words, int[] counts) {
    float[] present = new float[counts.length * POSITIONS];
    for (int i = 0; i < present.length; i++) {
      present[i] = i % POSITIONS < counts[i / POSITIONS] ? 1 : 0;
    }
    return EngineArrays.of(words.getManager(), present, new Shape(counts.length, POSITIONS, 1));
  }

  /** Numbers of tags, 1 where there is none: {@code [batch, 1]}. */
  private static NDArray atLeastOne(NDArray words, int[] counts) {
    float[] divisors = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      divisors[i] = Math.max(1, counts[i]);
    }
    return EngineArrays.of(words.getManager(), divisors, new Shape(counts.length, 1));
  }
}
