package org.aulos.listen;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far raters agree on a question.
 *
 * @param task name of the question; {@code wins} for the best clip
 * @param alpha Krippendorff's alpha: 1 for perfect agreement, 0 for that of chance; null if no clip
 *     was rated twice, or all ratings are equal
 * @param level what ratings are to it: {@code ordinal} or {@code nominal}
 * @param units clips, or prompts, that two raters or more have rated
 */
public record Agreement(String task, @Nullable Double alpha, String level, int units) {
  /** Alpha with three decimals, or {@code none}. */
  public String alphaText() {
    return alpha == null ? "none" : String.format(Locale.ROOT, "%.3f", alpha);
  }
}
