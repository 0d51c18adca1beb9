package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.aulos.api.Interval;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The answers of {@code ratings.csv} (six raters, five prompts, three systems, some pages not
 * answered; drawn by NumPy), against what NumPy 2.4.6 and SciPy 1.17.1 make of them: means; the
 * pigeonhole bootstrap with 400,000 draws; Wilson's interval by solving its equation with {@code
 * scipy.optimize.brentq}; alpha from its definition over all pairs.
 */
class ComputedElsewhereTest {
  /** Ten thousand draws leave this much of the ends of an interval. */
  private static final double DRAWS = 0.03;

  @TempDir static Path folder;

  private ListeningReport report;

  @BeforeEach
  void answer() throws IOException {
    Path own = folder.resolve("own");
    for (String system : List.of("ours", "theirs", "noise")) {
      for (int i = 0; i < 5; i++) {
        TestStudy.tone(own.resolve(system + "/p" + i + ".wav"), 300, 0.1, 0.5, 16_000, 1);
      }
    }
    Path file =
        TestStudy.write(
            own.resolve("study.yaml"),
            """
            prompts: {p0: {lyrics: a}, p1: {lyrics: a}, p2: {lyrics: a}, p3: {lyrics: a}, p4: {lyrics: a}}
            systems: {ours: ours, theirs: theirs, noise: noise}
            questions: {quality: {text: How good?}}
            """);
    Study study = Study.read(file);
    try (Answers answers = Answers.open(own)) {
      if (answers.raters().isEmpty()) {
        answers.claim(study);
        give(answers, study.options());
      }
    }
    report = ListeningReport.of(study, own, List.of(), false);
  }

  private static void give(Answers answers, StudyOptions options) throws IOException {
    for (int rater = 1; rater <= 6; rater++) {
      answers.join("rater " + rater, options);
    }
    List<Rater> raters = answers.raters();
    for (String line : ratings()) {
      String[] cells = line.split(",", -1); // rater, prompt, system, value or "best"
      Rater rater = raters.get(Integer.parseInt(cells[0]) - 1);
      ClipKey clip = new ClipKey(cells[1], cells[2]);
      if (cells[3].equals("best")) {
        answers.best(rater, clip);
      } else {
        answers.score(rater, clip, "quality", Integer.parseInt(cells[3]));
      }
    }
  }

  private static List<String> ratings() throws IOException {
    try (InputStream in = ComputedElsewhereTest.class.getResourceAsStream("ratings.csv")) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
      return Arrays.stream(text.split("\n")).skip(1).toList();
    }
  }

  private ScoreResult score(String task, String system) {
    return report.scores().stream()
        .filter(score -> score.task().equals(task) && score.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "ours,   3.740740740740741,  3.15384615, 4.33333333",
    "theirs, 2.7037037037037037, 1.92592593, 3.5",
    "noise,  1.8148148148148149, 1.32142857, 2.36666667",
  })
  void opinions(String system, double mean, double low, double high) {
    ScoreResult score = score("quality", system);

    assertThat(score.value()).isCloseTo(mean, within(1e-12));
    assertThat(score.n()).isEqualTo(27);
    assertInterval(score, low, high);
  }

  @ParameterizedTest
  @CsvSource({
    "ours,   18, 0.3734941879900086,  0.8702927847157093",
    "theirs,  9, 0.12970721528429072, 0.6265058120099913",
    "noise,   0, 0,                   0.2686390818828463",
  })
  void wins(String system, int picks, double low, double high) {
    ScoreResult score = score("wins", system);

    assertThat(score.details()).containsEntry("wins", (double) picks);
    assertThat(score.value()).isCloseTo(picks / 27.0, within(1e-12));
    assertInterval(score, low, high);
  }

  private static void assertInterval(ScoreResult score, double low, double high) {
    Interval interval = Objects.requireNonNull(score.interval());
    assertThat(interval.low()).isCloseTo(low, within(DRAWS));
    assertThat(interval.high()).isCloseTo(high, within(DRAWS));
  }

  @Test
  void agreement() {
    assertThat(report.agreement().get(0).alpha()).isCloseTo(0.4923955781095217, within(1e-9));
    assertThat(report.agreement().get(1).alpha()).isCloseTo(0.08518518518518525, within(1e-9));
  }
}
