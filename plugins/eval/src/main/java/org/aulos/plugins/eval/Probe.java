package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
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
     * @param fold the classifier's own copy, if there is one repeat
     * @param repeat counted from 0
     */
    int[] predict(Fold fold, int repeat);
  }

  /** The vectors of one fold, one in each row, and the classes of those that are learnt from. */
  static final class Fold {
    private final String name;
    private final DMatrixRMaj train;
    private final int[] labels;
    private final int[] clips;
    private final DMatrixRMaj validation;
    private final int[] validationLabels;
    private final DMatrixRMaj test;

    private Fold(
        String name,
        DMatrixRMaj train,
        int[] labels,
        int[] clips,
        DMatrixRMaj validation,
        int[] validationLabels,
        DMatrixRMaj test) {
      this.name = name;
      this.train = train;
      this.labels = labels;
      this.clips = clips;
      this.validation = validation;
      this.validationLabels = validationLabels;
      this.test = test;
    }

    String name() {
      return name;
    }

    DMatrixRMaj train() {
      return train;
    }

    int[] labels() {
      return labels;
    }

    /** Number of clips that are learnt from; a clip may have several rows. */
    int clips() {
      return (int) distinct(IntStream.of(clips));
    }

    /** No rows if the data set has no validation part. */
    DMatrixRMaj validation() {
      return validation;
    }

    int[] validationLabels() {
      return validationLabels;
    }

    DMatrixRMaj test() {
      return test;
    }

    /** Whether every class keeps a clip that is learnt from when some are set aside. */
    boolean keepsEveryClass(BitSet aside) {
      return distinct(IntStream.of(rows(aside, false)).map(row -> labels[row]))
          == distinct(IntStream.of(labels));
    }

    private static long distinct(IntStream values) {
      return values.distinct().count();
    }

    /** This fold with some of the clips that are learnt from, by number, set aside to validate. */
    Fold parted(BitSet aside) {
      int[] kept = rows(aside, false);
      int[] validated = rows(aside, true);
      return new Fold(
          name,
          Rows.chosen(train, kept),
          chosen(labels, kept),
          chosen(clips, kept),
          Rows.chosen(train, validated),
          chosen(labels, validated),
          test);
    }

    private int[] rows(BitSet aside, boolean validated) {
      return IntStream.range(0, clips.length)
          .filter(row -> aside.get(clips[row]) == validated)
          .toArray();
    }

    private static int[] chosen(int[] values, int[] rows) {
      return IntStream.of(rows).map(row -> values[row]).toArray();
    }
  }

  /**
   * The score: mean over folds of the accuracy of each, mean over repeats of that.
   *
   * @param classifier learns anew for each fold and repeat, possibly for several at a time
   * @param repeats how often it learns each fold
   * @param signature of the classifier; the choices of the splits are added
   * @param seed of the interval's resamples
   */
  Score score(
      LabelledEmbeddings evidence,
      Classifier classifier,
      int repeats,
      Signature signature,
      long seed) {
    List<Splits.Split> parts = splits.parts();
    // Each repeat of a fold is computed by one thread on its own: the number of threads changes
    // nothing.
    List<int[][]> predictions =
        parts.parallelStream().map(part -> predict(evidence, part, classifier, repeats)).toList();
    List<double[]> hits = new ArrayList<>();
    List<SampleScore> samples = new ArrayList<>();
    List<List<int[]>> tested =
        parts.stream().map(part -> Splits.clips(evidence, part.test())).toList();
    int clips = tested.stream().mapToInt(List::size).sum();
    double sum = 0;
    for (int f = 0; f < parts.size(); f++) {
      List<int[]> test = tested.get(f);
      double[] hit = new double[test.size()];
      // The mean over folds weighs a clip of a small fold more; folds of one size weigh 1.
      double weight = (double) clips / (parts.size() * test.size());
      int row = 0;
      for (int i = 0; i < hit.length; i++) {
        SampleScore sample = sample(evidence, test.get(i), predictions.get(f), row);
        hit[i] = sample.value();
        samples.add(weighted(sample, weight));
        row += test.get(i).length;
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

  private int[][] predict(
      LabelledEmbeddings evidence, Splits.Split part, Classifier classifier, int repeats) {
    DMatrixRMaj train = Rows.of(evidence.embeddings(), part.train());
    DMatrixRMaj validation = Rows.of(evidence.embeddings(), part.validation());
    DMatrixRMaj test = Rows.of(evidence.embeddings(), part.test());
    if (standardise) {
      Standardisation standardisation = Standardisation.of(train);
      List.of(train, validation, test).forEach(standardisation::apply);
    }
    Fold fold =
        new Fold(
            part.name(),
            train,
            classes.of(part.train()),
            numbered(Splits.clips(evidence, part.train())),
            validation,
            classes.of(part.validation()),
            test);
    return IntStream.range(0, repeats)
        .parallel()
        .mapToObj(repeat -> classifier.predict(fold, repeat))
        .toArray(int[][]::new);
  }

  /** The number of its clip for each vector. */
  private static int[] numbered(List<int[]> clips) {
    return IntStream.range(0, clips.size())
        .flatMap(clip -> IntStream.of(clips.get(clip)).map(vector -> clip))
        .toArray();
  }

  /**
   * The share of repeats and vectors that hit, and the class predicted most often.
   *
   * @param vectors of the clip
   * @param first row of the predictions that is of them
   */
  private SampleScore sample(
      LabelledEmbeddings evidence, int[] vectors, int[][] predictions, int first) {
    int[] votes = new int[classes.count()];
    for (int[] predicted : predictions) {
      for (int i = 0; i < vectors.length; i++) {
        votes[predicted[first + i]]++;
      }
    }
    int winner = 0;
    for (int k = 1; k < votes.length; k++) {
      winner = votes[k] > votes[winner] ? k : winner;
    }
    return new SampleScore(
        evidence.embeddings().ids().get(vectors[0]),
        (double) votes[classes.of(vectors[0])] / (predictions.length * vectors.length),
        evidence.labels().get(vectors[0]),
        classes.name(winner));
  }

  private static SampleScore weighted(SampleScore sample, double weight) {
    return new SampleScore(
        sample.id(), weight * sample.value(), sample.expected(), sample.predicted());
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
              .filter(s -> name.equals(s.expected()) && name.equals(s.predicted()))
              .count();
      if (expected > 0) {
        tested++;
        sum += 2 * hits / (expected + predicted);
      }
    }
    return sum / tested;
  }
}
