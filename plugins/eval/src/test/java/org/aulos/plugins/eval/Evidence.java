package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Score;
import org.aulos.testkit.GoldenTensor;
import org.ejml.data.DMatrixRMaj;

/** Evidence for metrics. */
final class Evidence {
  private Evidence() {}

  static EmbeddingSet set(float[] values, int dimension) {
    List<String> ids =
        IntStream.range(0, values.length / dimension).mapToObj("clip-%05d"::formatted).toList();
    return new EmbeddingSet("test", ids, values, dimension);
  }

  static EmbeddingSet set(GoldenTensor tensor) {
    return set(tensor.floats(), tensor.size(1));
  }

  static EmbeddingSet gaussian(int size, int dimension, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return set(values, dimension);
  }

  /** Clips of several vectors, each clip around a place of its own. */
  static EmbeddingSet clips(int clips, int vectors, int dimension, long seed) {
    Random random = new Random(seed);
    float[] values = new float[clips * vectors * dimension];
    List<String> ids = new ArrayList<>();
    for (int clip = 0; clip < clips; clip++) {
      double[] place = random.doubles(dimension, -1, 1).toArray();
      for (int i = 0; i < vectors; i++) {
        for (int j = 0; j < dimension; j++) {
          values[ids.size() * dimension + j] = (float) (place[j] + random.nextGaussian());
        }
        ids.add("clip-%05d".formatted(clip));
      }
    }
    return new EmbeddingSet("test", ids, values, dimension);
  }

  /** A set without the vectors of one clip. */
  static EmbeddingSet without(EmbeddingSet set, String clip) {
    int[] rows =
        IntStream.range(0, set.size()).filter(i -> !set.ids().get(i).equals(clip)).toArray();
    return new EmbeddingSet(
        set.space(),
        IntStream.of(rows).mapToObj(row -> set.ids().get(row)).toList(),
        set.dimension(),
        (row, target, offset) -> set.copyRow(rows[row], target, offset));
  }

  /** Each vector is noise around the corner of its class; the wider the noise, the harder. */
  static LabelledEmbeddings clusters(int size, int classes, double noise, List<String> folds) {
    Random random = new Random(1);
    int dimension = 8;
    float[] values = new float[size * dimension];
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int label = i % classes;
      labels.add("class " + label);
      for (int j = 0; j < dimension; j++) {
        double corner = j == label ? 1 : 0;
        values[i * dimension + j] = (float) (corner + noise * random.nextGaussian());
      }
    }
    return new LabelledEmbeddings(set(values, dimension), labels, folds);
  }

  static LabelledEmbeddings labelled(float[] values, int dimension, String... labels) {
    return new LabelledEmbeddings(set(values, dimension), List.of(labels), List.of());
  }

  static EmbeddingSets pair(EmbeddingSet reference, EmbeddingSet evaluated) {
    return new EmbeddingSets(reference, evaluated);
  }

  /** The same evidence, gathered in another order. */
  static LabelledEmbeddings reversed(LabelledEmbeddings evidence) {
    EmbeddingSet set = evidence.embeddings();
    int size = set.size();
    float[] values = new float[set.values().length];
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> folds = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int from = size - 1 - i;
      System.arraycopy(
          set.values(), from * set.dimension(), values, i * set.dimension(), set.dimension());
      ids.add(set.ids().get(from));
      labels.add(evidence.labels().get(from));
      if (!evidence.folds().isEmpty()) {
        folds.add(evidence.folds().get(from));
      }
    }
    return new LabelledEmbeddings(
        new EmbeddingSet(set.space(), ids, values, set.dimension()), labels, folds);
  }

  /** A named number of a score; NaN if it has none of that name. */
  static double detail(Score score, String name) {
    return score.details().getOrDefault(name, Double.NaN);
  }

  static DMatrixRMaj matrix(GoldenTensor tensor) {
    return new DMatrixRMaj(tensor.size(0), tensor.size(1), true, tensor.doubles());
  }

  /** {@code count} folds named from 1, in turn. */
  static List<String> folds(int size, int count) {
    return IntStream.range(0, size).mapToObj(i -> String.valueOf(1 + i / 3 % count)).toList();
  }

  /** Vectors of length 1 in a plane, by their angles in degrees. */
  static EmbeddingSet directions(List<String> ids, int... degrees) {
    float[] values = new float[2 * degrees.length];
    for (int i = 0; i < degrees.length; i++) {
      values[2 * i] = (float) Math.cos(Math.toRadians(degrees[i]));
      values[2 * i + 1] = (float) Math.sin(Math.toRadians(degrees[i]));
    }
    return new EmbeddingSet("test", ids, values, 2);
  }
}
