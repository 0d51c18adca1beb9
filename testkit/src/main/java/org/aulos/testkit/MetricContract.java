package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Metric} promises. A test class names its metric, evidence that it can judge,
 * and how many clips that evidence holds.
 *
 * @param <E> what it judges
 */
public interface MetricContract<E> {
  /** The metric under test. */
  Metric<E> metric();

  /** Evidence that the metric can judge; new at each call, and always the same. */
  E evidence();

  /** Clips behind the score of {@link #evidence()}. */
  int clips();

  /** The evidence is of the stated type. */
  @Test
  default void statesTheTypeOfItsEvidence() {
    assertThat(metric().evidenceType())
        .as("evidenceType() must be the class of what is judged")
        .isAssignableFrom(evidence().getClass());
  }

  /** The signature says how the score was obtained. */
  @Test
  default void signsItsScore() {
    Score score = metric().score(evidence());

    assertThat(score.signature().choices())
        .as("the signature must name the metric and every choice that moves the number")
        .containsKey("metric")
        .allSatisfy((key, value) -> assertThat(value).as("choice '%s'", key).isNotBlank());
  }

  /** The score says how many clips are behind it. */
  @Test
  default void countsTheClips() {
    assertThat(metric().score(evidence()).n())
        .as("n must be the number of clips behind the score")
        .isEqualTo(clips());
  }

  /** What is found for each clip adds up to the score: the mean of all shares is the score. */
  @Test
  default void sharesOfTheClipsHaveTheScoreAsTheirMean() {
    Score score = metric().score(evidence());

    // A sum over clips in another order than the metric's own rounds otherwise.
    score.samples().stream()
        .mapToDouble(SampleScore::value)
        .average()
        .ifPresent(
            mean ->
                assertThat(mean)
                    .as("the mean of the shares of all clips must be the score")
                    .isCloseTo(score.value(), within(1e-9 * (1 + Math.abs(score.value())))));
  }

  /** The same evidence gives the same score again, from another instance of the metric too. */
  @Test
  default void isDeterministic() {
    Metric<E> metric = metric();
    Object first = Contents.of(metric.score(evidence()));

    assertThat(Contents.of(metric.score(evidence())))
        .as("the same evidence must give the same score")
        .isEqualTo(first);
    assertThat(Contents.of(metric().score(evidence())))
        .as("the same evidence must give the same score from another instance of the metric")
        .isEqualTo(first);
  }

  /** Several threads may use one metric. */
  @Test
  default void yieldsTheSameFromSeveralThreads() {
    Metric<E> metric = metric();
    Object expected = Contents.of(metric.score(evidence()));

    assertThat(Threads.together(() -> Contents.of(metric.score(evidence()))))
        .as("threads that share a metric must not disturb each other")
        .containsOnly(expected);
  }
}
