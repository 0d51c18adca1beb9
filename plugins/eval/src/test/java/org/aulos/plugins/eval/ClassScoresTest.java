package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.junit.jupiter.api.Test;

/** Metrics over what a classifier says, and over pairs of clips, by their definitions. */
class ClassScoresTest {
  @Test
  void inceptionScoreCountsTheClassesOfAClassifierThatIsSure() {
    EmbeddingSet set =
        Evidence.set(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1}, 3);

    assertThat(inception(set, ClassScores.PROBABILITIES).value()).isCloseTo(3, within(1e-12));
  }

  @Test
  void inceptionScoreOfClipsThatSoundAlikeIsOne() {
    EmbeddingSet set = Evidence.set(new float[] {2, 5, -1, 2, 5, -1}, 3);

    assertThat(inception(set, ClassScores.SOFTMAX).value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void inceptionScoreFollowsItsDefinition() {
    // p(y) = (0.5, 0.5): both KL are 0.8 log 1.6 + 0.2 log 0.4.
    EmbeddingSet set = Evidence.set(new float[] {0.8f, 0.2f, 0.2f, 0.8f}, 2);

    double expected = Math.exp(0.8 * Math.log(1.6) + 0.2 * Math.log(0.4));
    // 0.8 as a float is 0.8 within 1e-8.
    assertThat(inception(set, ClassScores.PROBABILITIES).value()).isCloseTo(expected, within(1e-7));
  }

  @Test
  void inceptionSharesFollowTheScoreWithoutTheClip() {
    EmbeddingSet set = Evidence.gaussian(400, 4, 1);
    Score score = inception(set, ClassScores.SOFTMAX);

    for (SampleScore sample : score.samples().subList(0, 20)) {
      Score without = inception(Evidence.without(set, sample.id()), ClassScores.SOFTMAX);
      double pseudo = 400 * score.value() - 399 * without.value();
      // To first order; what is left is of the order of 1/400 of the spread.
      assertThat(sample.value()).isCloseTo(pseudo, within(0.02));
    }
  }

  private static Score inception(EmbeddingSet set, ClassScores scores) {
    return new InceptionScore(new InceptionScoreOptions(scores), 1).score(set);
  }

  @Test
  void klFollowsItsDefinition() {
    EmbeddingSet reference = Evidence.set(new float[] {0.5f, 0.5f, 1, 0}, 2);
    EmbeddingSet evaluated = Evidence.set(new float[] {0.25f, 0.75f, 0, 1}, 2);

    Score score = kl(reference, evaluated, ClassScores.PROBABILITIES);

    double first = 0.5 * Math.log(0.5 / (0.25 + 1e-6)) + 0.5 * Math.log(0.5 / (0.75 + 1e-6));
    double second = Math.log(1 / 1e-6); // bounded by the published summand
    assertThat(score.samples()).extracting(SampleScore::value).first().isEqualTo(first);
    assertThat(score.value()).isCloseTo((first + second) / 2, within(1e-12));
  }

  @Test
  void klTakesLogitsBySoftmaxOrSigmoid() {
    EmbeddingSet reference = Evidence.set(new float[] {0, 0}, 2);
    EmbeddingSet evaluated = Evidence.set(new float[] {0, (float) Math.log(3)}, 2);

    double softmax = 0.5 * Math.log(0.5 / (0.25 + 1e-6)) + 0.5 * Math.log(0.5 / (0.75 + 1e-6));
    double sigmoid = 0.5 * Math.log(0.5 / (0.5 + 1e-6)) + 0.5 * Math.log(0.5 / (0.75 + 1e-6));
    // log 3 as a float is off by 1e-8.
    assertThat(kl(reference, evaluated, ClassScores.SOFTMAX).value())
        .isCloseTo(softmax, within(1e-7));
    assertThat(kl(reference, evaluated, ClassScores.SIGMOID).value())
        .isCloseTo(sigmoid, within(1e-7));
  }

  private static Score kl(EmbeddingSet reference, EmbeddingSet evaluated, ClassScores scores) {
    return new KlDivergence(new KlDivergenceOptions(scores), 1)
        .score(new EmbeddingSets(reference, evaluated));
  }

  @Test
  void logitsThatAreCalledProbabilitiesAreRefused() {
    EmbeddingSet set = Evidence.set(new float[] {0.5f, 3}, 2);

    assertThatThrownBy(() -> inception(set, ClassScores.PROBABILITIES))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'clip-00000' is 3.0")
        .hasMessageContaining("option 'scores'");
  }

  @Test
  void probabilitiesThatAreCalledLogitsAreDoubted() {
    EmbeddingSet probabilities = Evidence.set(new float[] {0.9f, 0.1f, 0.2f, 0.8f}, 2);
    EmbeddingSet logits = Evidence.set(new float[] {0.9f, 0.1f, 0.2f, 3}, 2);

    assertThat(inception(probabilities, ClassScores.SOFTMAX).warnings()).anyMatch(this::doubts);
    assertThat(kl(probabilities, probabilities, ClassScores.SIGMOID).warnings())
        .anyMatch(this::doubts);
    assertThat(inception(logits, ClassScores.SOFTMAX).warnings()).noneMatch(this::doubts);
    assertThat(inception(probabilities, ClassScores.PROBABILITIES).warnings())
        .noneMatch(this::doubts);
  }

  private boolean doubts(String warning) {
    return warning.contains("as probabilities do");
  }

  @Test
  void clipsWithoutAPartnerAreNamed() {
    EmbeddingSet reference = Evidence.gaussian(3, 2, 1);
    EmbeddingSet evaluated =
        new EmbeddingSet("test", List.of("clip-00000", "stranger"), new float[4], 2);

    assertThatThrownBy(() -> kl(reference, evaluated, ClassScores.SOFTMAX))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("2 of 3 reference clips")
        .hasMessageContaining("'clip-00001' is the first");
  }
}
