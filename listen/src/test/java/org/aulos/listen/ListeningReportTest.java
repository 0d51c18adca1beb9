package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.Interval;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.IncomparableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two raters, two prompts, three systems; sums that can be done by head. */
class ListeningReportTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void answer() {
    file = TestStudy.write(folder, 2, "inference-seconds: {zephyr: 14.5, boreas: 2}\n");
    Study study = Study.read(file);
    try (Answers answers = Answers.open(folder)) {
      answers.claim(study);
      for (String name : List.of("Ada", "Ben")) {
        Rater rater = answers.join(name, study.options()).orElseThrow();
        for (String prompt : study.options().prompts().keySet()) {
          answers.score(rater, new ClipKey(prompt, "zephyr"), "relevance", 5);
          answers.score(rater, new ClipKey(prompt, "boreas"), "relevance", 3);
          answers.score(rater, new ClipKey(prompt, "notos"), "relevance", 1);
          answers.score(
              rater, new ClipKey(prompt, "zephyr"), "vocal-quality", name.equals("Ada") ? 4 : 1);
          answers.score(
              rater, new ClipKey(prompt, "boreas"), "vocal-quality", name.equals("Ada") ? 2 : 5);
          answers.best(rater, new ClipKey(prompt, prompt.equals("verse-0") ? "zephyr" : "boreas"));
        }
        answers.comment(rater, "verse-0", "said \"so\", " + name);
      }
    }
  }

  private ListeningReport report(boolean force) {
    return ListeningReport.of(Study.read(file), folder, List.of(), force);
  }

  private static ScoreResult score(ListeningReport report, String task, String system) {
    return report.scores().stream()
        .filter(score -> score.task().equals(task) && score.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void meansAreThoseOfTheScoresGiven() {
    ListeningReport report = report(false);

    assertThat(score(report, "relevance", "zephyr").value()).isEqualTo(5);
    assertThat(score(report, "vocal-quality", "zephyr").value()).isEqualTo(2.5);
    assertThat(score(report, "vocal-quality", "boreas").value()).isEqualTo(3.5);
    assertThat(score(report, "vocal-quality", "boreas").n()).isEqualTo(4);
    assertThat(score(report, "vocal-quality", "boreas").details())
        .containsEntry("raters", 2.0)
        .containsEntry("prompts", 2.0);
    // Two raters who differ: a draw holds one of them alone with a chance of a half.
    assertThat(score(report, "vocal-quality", "boreas").interval())
        .isEqualTo(new Interval(2, 5, 0.95));
  }

  @Test
  void winsAreSharesOfAllPicks() {
    ScoreResult wins = score(report(false), "wins", "zephyr");

    assertThat(wins.value()).isEqualTo(0.5);
    assertThat(wins.n()).isEqualTo(4);
    assertThat(wins.details()).containsEntry("wins", 2.0);
    // Both picked by the prompt: two prompts tell as much as two picks, or less.
    assertThat(wins.interval())
        .extracting(Interval::low)
        .satisfies(low -> assertThat(low).isCloseTo(Interval.wilson(0.5, 2).low(), within(0.01)));
    assertThat(score(report(false), "wins", "notos").value()).isZero();
  }

  @Test
  void agreementIsFullWhereRatersAgreeAndBelowChanceWhereTheyOppose() {
    List<Agreement> agreement = report(false).agreement();

    assertThat(agreement)
        .extracting(Agreement::task)
        .containsExactly("relevance", "vocal-quality", "wins");
    assertThat(agreement.get(0).alpha()).isEqualTo(1);
    assertThat(agreement.get(0).units()).isEqualTo(6);
    assertThat(agreement.get(1).alpha()).isNegative();
    assertThat(agreement.get(2).alpha()).isEqualTo(1);
  }

  @Test
  void theReaderIsToldHowManyAnswered() {
    ListeningReport report = report(false);

    assertThat(report.raters()).isEqualTo(2);
    assertThat(report.complete()).isZero(); // nobody scored the vocals of notos
    assertThat(report.ratings()).isEqualTo(2 * 2 * 5);
    assertThat(report.notes()).singleElement().asString().contains("few raters (2) or prompts (2)");
  }

  @Test
  void theTableIsThatOfThePaper() {
    PaperTable table = new PaperTable(report(false));

    assertThat(table.lines())
        .containsExactly(
            List.of("model", "inference [s] ↓", "wins ↑", "REL ↑", "VCL ↑"),
            List.of("zephyr", "14.50", "2 *", "5.00 *", "2.50"),
            List.of("boreas", "2.00 *", "2 *", "3.00", "3.50 *"),
            List.of("notos", "", "0", "1.00", ""));
    assertThat(table.markdown()).contains("| boreas | **2.00** | **2** | 3.00 | **3.50** |");
    assertThat(table.latex())
        .contains("boreas & \\textbf{2.00} & \\textbf{2} & 3.00 & \\textbf{3.50} \\\\");
  }

  @Test
  void clipsThatWereChangedSinceAreRefusedUnlessForced() {
    TestStudy.tone(folder.resolve("clips/boreas/verse-1.wav"), 777, 0.1, 1, 16_000, 1);

    assertThatThrownBy(() -> report(false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("the clip of prompt 'verse-1', system 'boreas' was changed")
        .hasMessageContaining("--force");
    assertThat(report(true).notes())
        .anyMatch(note -> note.startsWith("forced: the clip of prompt"));
  }

  @Test
  void aQuestionThatWasRewordedIsRefusedToo() throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
            + "questions: {relevance: {text: Is it loud?}, vocal-quality: {text: Sung?}}\n");

    assertThatThrownBy(() -> report(false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("questions.relevance was changed");
  }

  @Test
  void withoutAnswersThereIsNoReport() {
    Study study = Study.read(file);

    assertThatThrownBy(() -> ListeningReport.of(study, folder.resolve("none"), List.of(), false))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("there are no answers in");
  }

  @Test
  void everyAnswerIsWrittenWithoutTheNamesOfRaters() throws IOException {
    Path csv = folder.resolve("answers.csv");

    AnswerFiles.writeCsv(folder, csv);

    assertThat(Files.readAllLines(csv))
        .hasSize(1 + 20 + 4 + 2)
        .contains("rater,prompt,system,question,value", "2,verse-0,boreas,vocal-quality,5")
        .contains("1,verse-1,boreas,best,", "1,verse-0,,comment,\"said \"\"so\"\", Ada\"");
    assertThat(Files.readString(csv)).doesNotContain("Ada,", "Ben,");
  }

  @Test
  void whoTriedTheStudyOutMayBeLeftOut() {
    ListeningReport report = ListeningReport.of(Study.read(file), folder, List.of("ben"), false);

    assertThat(report.raters()).isEqualTo(1);
    assertThat(report.excluded()).containsExactly(2);
    assertThat(score(report, "vocal-quality", "boreas").value()).isEqualTo(2);
    assertThat(score(report, "wins", "zephyr").n()).isEqualTo(2);
    assertThatThrownBy(() -> ListeningReport.of(Study.read(file), folder, List.of("Bob"), false))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("there is no rater 'Bob'; there are: Ada, Ben");
  }

  @Test
  void thePageShowsEveryNumberAndLoadsNothing() {
    String page = ListeningPage.html(report(false));

    assertThat(page)
        .contains("Winds", "How good are the vocals?", ">2.50<", "[2.00, 5.00]", "2 of 4 picks")
        .contains("few raters (2) or prompts (2)", "percentile bootstrap over raters and prompts")
        .contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;")
        .doesNotContain("<script", "{{", "null")
        .doesNotContainPattern("(src|href)=\"(?!#|data:)");
  }

  @Test
  void namesAreTextOnThePage() throws IOException {
    Files.writeString(file, Files.readString(file).replace("title: Winds", "title: '<b>&'"));

    assertThat(ListeningPage.html(report(false))).contains("<h1>&lt;b&gt;&amp;</h1>");
  }
}
