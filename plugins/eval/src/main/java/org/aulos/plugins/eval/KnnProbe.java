package org.aulos.plugins.eval;

import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.ejml.data.DMatrixRMaj;

/**
 * Accuracy of a vote among nearest neighbours: the mean over folds, with the accuracy of each fold
 * and the macro F1 of all clips tested as details.
 *
 * <p>Of training clips at equal distance those whose ids come first in alphabetical order are
 * nearer; of classes with equal votes the first in alphabetical order wins.
 */
final class KnnProbe implements Metric<LabelledEmbeddings> {
  private final KnnProbeOptions options;
  private final long seed;

  KnnProbe(KnnProbeOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<LabelledEmbeddings> evidenceType() {
    return LabelledEmbeddings.class;
  }

  @Override
  public Score score(LabelledEmbeddings evidence) {
    Classes classes = Classes.of(evidence);
    Splits splits = Splits.of(evidence, classes, options.protocol(), options.folds(), seed);
    for (Splits.Split part : splits.parts()) {
      if (part.train().length < options.k()) {
        throw new AulosException(
            "knn-probe: %d neighbours cannot vote among the %d training clips of fold '%s'; choose a smaller k."
                .formatted(options.k(), part.train().length, part.name()));
      }
    }
    Signature signature =
        EvalPlugin.signature("knn-probe")
            .with("k", options.k())
            .with("distance", OptionNames.of(options.distance()))
            .with("standardise", options.standardise());
    return new Probe(classes, splits, options.standardise())
        .score(
            evidence,
            (fold, repeat) ->
                predict(
                    fold.train(),
                    fold.labels(),
                    fold.test(),
                    classes.count(),
                    options.k(),
                    options.distance()),
            1,
            signature,
            seed);
  }

  /** The class that most of the {@code k} nearest training rows have, for each test row. */
  static int[] predict(
      DMatrixRMaj train,
      int[] labels,
      DMatrixRMaj test,
      int classes,
      int k,
      KnnProbeOptions.Distance distance) {
    if (distance == KnnProbeOptions.Distance.COSINE) {
      Rows.normalise(train);
      Rows.normalise(test);
    }
    return IntStream.range(0, test.numRows)
        .map(row -> vote(nearest(train, test, row, k, distance), labels, classes))
        .toArray();
  }

  /** Rows of the {@code k} nearest, by insertion: k is small. */
  private static int[] nearest(
      DMatrixRMaj train, DMatrixRMaj test, int row, int k, KnnProbeOptions.Distance distance) {
    int[] rows = new int[k];
    double[] distances = new double[k];
    int found = 0;
    for (int i = 0; i < train.numRows; i++) {
      double far = distance(train, i, test, row, distance);
      if (found == k && far >= distances[k - 1]) {
        continue;
      }
      int place = found < k ? found++ : k - 1;
      for (; place > 0 && distances[place - 1] > far; place--) {
        distances[place] = distances[place - 1];
        rows[place] = rows[place - 1];
      }
      distances[place] = far;
      rows[place] = i;
    }
    return rows;
  }

  private static double distance(
      DMatrixRMaj a, int aRow, DMatrixRMaj b, int bRow, KnnProbeOptions.Distance distance) {
    int columns = a.numCols;
    if (distance == KnnProbeOptions.Distance.COSINE) {
      return 1 - Rows.dot(a.data, aRow * columns, b.data, bRow * columns, columns);
    }
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      double difference = a.data[aRow * columns + j] - b.data[bRow * columns + j];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static int vote(int[] nearest, int[] labels, int classes) {
    int[] votes = new int[classes];
    for (int row : nearest) {
      votes[labels[row]]++;
    }
    int winner = 0;
    for (int i = 1; i < classes; i++) {
      if (votes[i] > votes[winner]) {
        winner = i;
      }
    }
    return winner;
  }
}
