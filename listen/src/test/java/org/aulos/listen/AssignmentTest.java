package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentTest {
  @TempDir Path folder;

  private StudyOptions options(int prompts, String more) {
    return Study.read(TestStudy.write(folder, prompts, more)).options();
  }

  @Test
  void aRaterHearsEveryPromptAndSystemOnce() {
    List<Trial> trials = Assignment.of(options(4, ""), "Ada", Map.of());

    assertThat(trials)
        .extracting(Trial::prompt)
        .containsExactlyInAnyOrder("verse-0", "verse-1", "verse-2", "verse-3");
    assertThat(trials)
        .allSatisfy(
            trial ->
                assertThat(trial.systems()).containsExactlyInAnyOrderElementsOf(TestStudy.SYSTEMS));
  }

  @Test
  void ordersDependOnSeedAndRaterAlone() {
    StudyOptions options = options(4, "");

    assertThat(Assignment.of(options, "Ada", Map.of()))
        .isEqualTo(Assignment.of(options, "Ada", Map.of()))
        .isNotEqualTo(Assignment.of(options, "Ben", Map.of()));
  }

  @Test
  void everySystemIsHeardInEveryPlace() {
    StudyOptions options = options(1, "");
    Map<String, Set<Integer>> places = new HashMap<>();
    for (int rater = 0; rater < 40; rater++) {
      List<String> systems = Assignment.of(options, "rater " + rater, Map.of()).get(0).systems();
      for (String system : systems) {
        places.computeIfAbsent(system, key -> new HashSet<>()).add(systems.indexOf(system));
      }
    }

    // 40 fair draws miss a place with a chance of 9 * (2/3)^40 = 1e-6; the seed is fixed besides.
    assertThat(places.values()).allSatisfy(seen -> assertThat(seen).containsExactly(0, 1, 2));
  }

  @Test
  void promptsAreDealtEvenlyWhenARaterIsNotGivenAll() {
    StudyOptions options = options(6, "prompts-per-rater: 2\n");
    Map<String, Integer> given = new HashMap<>();
    for (int rater = 0; rater < 9; rater++) {
      List<Trial> trials = Assignment.of(options, "rater " + rater, given);
      assertThat(trials).hasSize(2);
      trials.forEach(trial -> given.merge(trial.prompt(), 1, Integer::sum));
    }

    assertThat(given).hasSize(6).allSatisfy((prompt, times) -> assertThat(times).isEqualTo(3));
  }
}
