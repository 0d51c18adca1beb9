package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BagOfWordsTest {
  private static final int WORDS = 7;
  private static final int WIDTH = 6;
  private static final int[] AROUND = {0, 2, 5};
  private static final int WORD = 3;
  private static final int[] DRAWN = {1, 6, 2};

  /** A model in the middle of its training. */
  private static BagOfWords model() {
    BagOfWords model = BagOfWords.drawn(WORDS, WIDTH, new SplittableRandom(5));
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < WORDS * WIDTH; i++) {
      model.vectors()[i] = (float) (random.nextDouble() * 2 - 1);
      model.meant()[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return model;
  }

  /** The loss by its definition. */
  private static double loss(double[] vectors, double[] meant) {
    double loss = -Math.log(logistic(score(vectors, meant, WORD)));
    for (int other : DRAWN) {
      loss -= Math.log(logistic(-score(vectors, meant, other)));
    }
    return loss;
  }

  private static double score(double[] vectors, double[] meant, int word) {
    double score = 0;
    for (int near : AROUND) {
      for (int i = 0; i < WIDTH; i++) {
        score += vectors[near * WIDTH + i] / AROUND.length * meant[word * WIDTH + i];
      }
    }
    return score;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** How the loss changes with one value of {@code moved}, which is one of the two arrays. */
  private static double slope(double[] vectors, double[] meant, double[] moved, int i) {
    double own = moved[i];
    moved[i] = own + 1e-5;
    double above = loss(vectors, meant);
    moved[i] = own - 1e-5;
    double below = loss(vectors, meant);
    moved[i] = own;
    return (above - below) / 2e-5;
  }

  /** A word around moves as their mean ought to, which is its own gradient times their number. */
  @Test
  void movesEveryValueAgainstTheGradientOfTheLoss() {
    BagOfWords model = model();
    double[] vectors = doubles(model.vectors());
    double[] meant = doubles(model.meant());

    model.learn(AROUND, WORD, DRAWN, 0.5f);

    // Values near 1 in float32: half a unit in their last place is 6e-8.
    for (int i = 0; i < WORDS * WIDTH; i++) {
      assertThat(model.vectors()[i] - vectors[i])
          .isCloseTo(-0.5 * AROUND.length * slope(vectors, meant, vectors, i), within(2e-6));
      assertThat(model.meant()[i] - meant[i])
          .isCloseTo(-0.5 * slope(vectors, meant, meant, i), within(1e-6));
    }
  }

  @Test
  void doesNotTellAWordFromItself() {
    BagOfWords one = model();
    BagOfWords other = model();

    one.learn(AROUND, WORD, new int[] {1, WORD, 6}, 0.5f);
    other.learn(AROUND, WORD, new int[] {1, 6}, 0.5f);

    assertThat(one.vectors()).isEqualTo(other.vectors());
    assertThat(one.meant()).isEqualTo(other.meant());
  }

  @Test
  void beginsWithSmallVectorsAndNothingLearnt() {
    BagOfWords model = BagOfWords.drawn(100, 10, new SplittableRandom(1));

    for (float value : model.vectors()) {
      assertThat(value).isBetween(-0.05f, 0.05f);
    }
    assertThat(model.vectors()).doesNotHaveDuplicates();
    assertThat(model.meant()).containsOnly(0);
  }
}
