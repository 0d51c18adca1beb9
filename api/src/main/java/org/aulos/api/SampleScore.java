package org.aulos.api;

import org.jspecify.annotations.Nullable;

/**
 * What a metric found for one clip: a line of {@code samples.jsonl}.
 *
 * @param id the clip
 * @param value the clip's share in the score, such that the mean of all shares is the score: 1 or 0
 *     for a hit or a miss, an average precision; a mean over folds of unequal size weighs the clips
 *     of small folds more; a metric that is no mean over clips gives the score plus the clip's
 *     influence on it (its linearisation in the weights of the clips)
 * @param expected the true label, if the metric compares labels
 * @param predicted the label found, if the metric compares labels
 */
public record SampleScore(
    String id, double value, @Nullable String expected, @Nullable String predicted) {
  /** The share of one clip in a score that compares no labels. */
  public static SampleScore of(String id, double value) {
    return new SampleScore(id, value, null, null);
  }

  /** A predicted label: 1 if it is the expected one, 0 otherwise. */
  public static SampleScore prediction(String id, String expected, String predicted) {
    return new SampleScore(id, expected.equals(predicted) ? 1 : 0, expected, predicted);
  }
}
