package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aulos.api.Direction;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.ejml.data.DMatrixRMaj;

/** Tests a classifier on every fold: what linear and nearest-neighbour probes have in common. */
final class Probe {
  private final Classes classes;
  private final Splits splits;
  private final boolean standardise;

  Probe(Classes classes, Splits splits, boolean standardise) {
    this.classes = classes;
    this.splits = splits;
    this.standardise = standardise;
  }

  /** Learns from training vectors and predicts the classes of test vectors. */
  @FunctionalInterface
  interface Classifier {
    /**
     * The class of each test vector.
     *
     * @param train {@code [examples, dimension]}; the classifier's own copy
     * @param labels class of each example
     * @param test {@code [rows, dimension]}; the classifier's own copy
     */
    int[] predict(DMatrixRMaj train, int[] labels, DMatrixRMaj test);
  }

  /**
   * The score: mean over folds of the accuracy of each.
   *
   * @param classifier learns anew for each fold, possibly for several at a time
   * @param signature of the classifier; the choices of the splits are added
   * @param seed of the interval's resamples
   */
  Score score(LabelledEmbeddings evidence, Classifier classifier, Signature signature, long seed) {
    List<Splits.Split> parts = splits.parts();
    // Each fold is computed by one thread on its own: the number of threads changes nothing.
    List<int[]> predictions =
        parts.parallelStream().map(part -> predict(evidence, part, classifier)).toList();
    List<double[]> hits = new ArrayList<>();
    List<SampleScore> samples = new ArrayList<>();
    double sum = 0;
    for (int f = 0; f < parts.size(); f++) {
      int[] test = parts.get(f).test();
      double[] hit = new double[test.length];
      for (int i = 0; i < test.length; i++) {
        SampleScore sample = sample(evidence, test[i], predictions.get(f)[i]);
        hit[i] = sample.value();
        samples.add(sample);
      }
      hits.add(hit);
      sum += mean(hit);
    }
    Score score =
        Score.of(
                sum / parts.size(),
                Direction.HIGHER_IS_BETTER,
                samples.size(),
                splits.sign(signature, seed))
            .withInterval(Bootstrap.interval(hits, seed))
            .withSamples(samples);
    for (int f = 0; f < parts.size(); f++) {
      score = score.withDetail("accuracy of fold " + parts.get(f).name(), mean(hits.get(f)));
    }
    return score.withDetail("macro F1", macroF1(samples));
  }

  private int[] predict(LabelledEmbeddings evidence, Splits.Split part, Classifier classifier) {
    DMatrixRMaj train = Rows.of(evidence.embeddings(), part.train());
    DMatrixRMaj test = Rows.of(evidence.embeddings(), part.test());
    if (standardise) {
      Standardisation standardisation = Standardisation.of(train);
      standardisation.apply(train);
      standardisation.apply(test);
    }
    return classifier.predict(train, classes.of(part.train()), test);
  }

  private SampleScore sample(LabelledEmbeddings evidence, int clip, int predicted) {
    return SampleScore.prediction(
        evidence.embeddings().ids().get(clip),
        evidence.labels().get(clip),
        classes.name(predicted));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Mean over the classes tested of 2 · hits / (clips of the class + predictions of it). */
  private double macroF1(List<SampleScore> samples) {
    double sum = 0;
    int tested = 0;
    for (int k = 0; k < classes.count(); k++) {
      String name = classes.name(k);
      long expected = samples.stream().filter(s -> name.equals(s.expected())).count();
      long predicted = samples.stream().filter(s -> name.equals(s.predicted())).count();
      double hits =
          samples.stream()
              .filter(s -> name.equals(s.expected()))
              .mapToDouble(SampleScore::value)
              .sum();
      if (expected > 0) {
        tested++;
        sum += 2 * hits / (expected + predicted);
      }
    }
    return sum / tested;
  }
}
