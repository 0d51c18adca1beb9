package org.aulos.listen;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rater has answered on one page.
 *
 * @param scores values by system and question
 * @param best the system whose clip was picked
 * @param comment what was written; empty for nothing
 */
record Marks(Map<String, Map<String, Integer>> scores, @Nullable String best, String comment) {
  /** Whether everything that a study asks for is answered; comments are not asked for. */
  boolean complete(StudyOptions options, Trial trial) {
    return (!options.best() || best != null)
        && trial.systems().stream()
            .allMatch(
                system ->
                    scores
                        .getOrDefault(system, Map.of())
                        .keySet()
                        .containsAll(options.questions().keySet()));
  }
}
