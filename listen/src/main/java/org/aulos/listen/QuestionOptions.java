package org.aulos.listen;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * A question that raters answer for every clip, on a scale of 1 (worst) to {@value #HIGHEST}.
 *
 * @param text the question
 * @param column its short name, for a column of a table; empty for its name in the study
 * @param labels what the steps of the scale mean, from 1 on
 */
public record QuestionOptions(
    @Describe("The question.") String text,
    @Describe("Short name for a column of a table; empty for its name in the study.") String column,
    @Describe("What the five steps of the scale mean, from the worst on.") List<String> labels) {
  /** The highest score. */
  public static final int HIGHEST = 5;

  /**
   * No text yet, and the labels that Recommendation ITU-T P.800 gives to an absolute category
   * rating of quality.
   */
  public static final QuestionOptions DEFAULTS =
      new QuestionOptions("", "", List.of("bad", "poor", "fair", "good", "excellent"));

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if there is not one label for each step
   */
  public QuestionOptions {
    labels = List.copyOf(labels);
    if (labels.size() != HIGHEST) {
      throw new IllegalArgumentException(
          "expected " + HIGHEST + " labels but was " + labels.size() + ": " + labels);
    }
  }
}
