package org.aulos.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.aulos.api.Direction;
import org.aulos.api.Score;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.Cost;
import org.aulos.runtime.RunDirectory;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final String HOSTILE = "<b>&\"'</b></script><script>alert(1)</script>{{title}}";

  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void describeRun() throws IOException {
    run =
        new RunFolder(folder)
            .classes(List.of("rain", "wind"))
            .score("scenes", "mfcc", 0.75)
            .score("scenes", "log-mel", 0.8125)
            .sample("scenes", "mfcc", "a", "rain", "rain")
            .sample("scenes", "log-mel", "a", "rain", "wind")
            .clip("a", "rain", "clips/a.wav")
            .wav("clips/a.wav", Tones.sine(440, 8_000, 8_000), 8_000);
  }

  @Test
  void everyScoreStandsInTheRowOfItsSystem() throws IOException {
    Document page = run.write().page();

    assertThat(row(page, "mfcc").select("data").eachAttr("value")).containsExactly("0.75");
    assertThat(row(page, "log-mel").select("data").eachText()).containsExactly("0.813");
  }

  @Test
  void intervalIsShownByItsBounds() throws IOException {
    Document page = run.write().page();

    assertThat(row(page, "mfcc").expectFirst(".interval").text()).isEqualTo("[0.688, 0.813]");
    assertThat(row(page, "mfcc").expectFirst(".half").text()).isEqualTo("\u00b10.063");
    assertThat(page.expectFirst(".legend").text()).contains("95 % confidence interval");
  }

  @Test
  void costsStandBesideTheScores() throws IOException {
    Document page =
        run.cost(new Cost("mfcc", 16_000, 1, null, 1234L, 3, 0, 50.0, 0.02, false)).write().page();

    assertThat(page.select("#costs tbody tr").eachText())
        .singleElement()
        .asString()
        .startsWith("mfcc 16@1 kHz 1.23 k 50 20 ms cpu 0.750 ");
    assertThat(page.select("#costs .legend").eachText()).anyMatch(text -> text.contains("300 MiB"));
  }

  @Test
  void aRunWithoutCostsHasNoSuchSection() throws IOException {
    assertThat(run.write().page().select("#costs, a[href=#costs]")).isEmpty();
  }

  @Test
  void pageIsWellFormed() throws IOException {
    Parser parser = Parser.htmlParser().setTrackErrors(10);

    parser.parseInput(run.failure("b", HOSTILE).write().html(), "");

    assertThat(parser.getErrors()).isEmpty();
  }

  @Test
  void nothingFromDataBecomesMarkup() throws IOException {
    Document page =
        run.title(HOSTILE)
            .classes(List.of(HOSTILE))
            .score(HOSTILE, HOSTILE, 0.5)
            .sample(HOSTILE, HOSTILE, "a", "rain", HOSTILE)
            .failure(HOSTILE, HOSTILE)
            .clip(HOSTILE, HOSTILE, HOSTILE)
            .write()
            .page();

    assertThat(page.select("b").eachText()).containsOnly("rain", "wind", HOSTILE);
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.expectFirst("h1").text()).isEqualTo(HOSTILE);
    assertThat(page.expectFirst("#plot-data").data()).doesNotContain("<").contains("alert(1)");
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    Document page = run.write().page();

    assertThat(page.select("[src]").eachAttr("src")).isNotEmpty().allMatch(HtmlReportTest::isData);
    assertThat(page.select("[href]").eachAttr("href"))
        .allMatch(link -> link.startsWith("#") || isData(link));
    assertThat(page.expectFirst("meta[http-equiv]").attr("content")).startsWith("default-src 'no");
    assertThat(page.expectFirst("style").data()).doesNotContain("url(", "@import");
  }

  @Test
  void policyAdmitsTheScriptsOfThePageOnly() throws Exception {
    Document page = run.write().page();
    String policy = page.expectFirst("meta[http-equiv]").attr("content");

    for (Element script : page.select("script:not([type])")) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(script.data().getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(policy.substring(policy.indexOf("script-src"))).doesNotContain("unsafe");
  }

  @Test
  void idsAreUniqueAndEveryLinkLeadsToOne() throws IOException {
    Document page = run.write().page();

    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page.select("a[href^=#]").eachAttr("href"))
        .allMatch(l -> ids.contains(l.substring(1)));
  }

  @Test
  void headingsSkipNoLevel() throws IOException {
    int level = 0;
    for (Element heading : run.failure("b", "broken").write().page().select("h1,h2,h3,h4,h5,h6")) {
      int next = heading.tagName().charAt(1) - '0';
      assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
      level = next;
    }
  }

  @Test
  void everyPictureHasAText() throws IOException {
    assertThat(run.write().page().select("img").eachAttr("alt"))
        .isNotEmpty()
        .noneMatch(String::isBlank);
  }

  @Test
  void bestOfEqualSignaturesIsMarked() throws IOException {
    Document page = run.write().page();

    assertThat(row(page, "log-mel").select(".best")).hasSize(1);
    assertThat(row(page, "mfcc").select(".best")).isEmpty();
  }

  @Test
  void leastIsBestWhereLowerIsBetter() throws IOException {
    Document page = run.score(distance("mfcc", 4)).score(distance("log-mel", 5)).write().page();

    assertThat(row(page, "mfcc").select(".best data").eachAttr("value")).containsExactly("4.0");
  }

  @Test
  void unlikeSignaturesAreNotRankedAndSaySo() throws IOException {
    Document page =
        run.score(RunFolder.scored("fad", "mfcc", 4, Map.of("space", "x"), List.of()))
            .score(RunFolder.scored("fad", "log-mel", 5, Map.of("space", "y"), List.of()))
            .write()
            .page();

    assertThat(page.select(".best data").eachAttr("value")).containsExactly("0.8125");
    assertThat(page.expectFirst(".notes").text())
        .contains("fad is not ranked", "differ in space", "The embedding is the evaluator");
    assertThat(page.select("[data-plot]")).hasSize(1);
  }

  @Test
  void onlySystemIsNotCalledTheBest() throws IOException {
    Document page = run.score("solo", "mfcc", 1).write().page();

    assertThat(row(page, "mfcc").select(".best")).isEmpty();
    assertThat(row(page, "log-mel").select(".gap")).hasSize(1);
  }

  @Test
  void chanceStandsBelowTheScore() throws IOException {
    Document page =
        run.score(
                new ScoreResult(
                    "found",
                    "mfcc",
                    0.5,
                    Direction.HIGHER_IS_BETTER,
                    40,
                    null,
                    Map.of(Score.CHANCE, 0.125),
                    List.of(),
                    Map.of()))
            .write()
            .page();

    assertThat(row(page, "mfcc").text()).containsOnlyOnce("chance 0.125");
  }

  @Test
  void warningsAreFootnotesWithoutRepetition() throws IOException {
    List<String> warning = List.of("Few clips.");
    Document page =
        run.score(RunFolder.scored("few", "mfcc", 0.5, Map.of(), warning))
            .score(RunFolder.scored("few", "log-mel", 0.5, Map.of(), warning))
            .write()
            .page();

    assertThat(page.select(".notes li").eachText()).containsExactly("Few clips.");
    assertThat(page.select("a[href=#note-1]")).hasSize(2);
  }

  @Test
  void failuresAreListedWithTheirReason() throws IOException {
    Document page = run.failure("b", "b.wav: ends at byte 12").write().page();

    assertThat(page.expectFirst("#data .words").text()).contains("sounds b b.wav: ends at byte 12");
  }

  @Test
  void circumstancesAreTold() throws IOException {
    String text = run.write().page().text();

    assertThat(text).contains("20 November 2026, 14:03 UTC", "abacus", "fedcba9876543210");
    assertThat(text).contains("aulos bench 'my sounds.yaml'");
    assertThat(row(run.page(), "#speed", "sounds").select("td").eachText())
        .containsExactly("40", "33", "7", "3 min 20 s", "4.00 s", "50.00");
  }

  @Test
  void plotHoldsFoldsAndIntervals() throws IOException {
    assertThat(run.write().page().expectFirst("#plot-data").data())
        .contains("\"low\":0.6875", "\"high\":0.8125", "\"parts\":{\"fold 1\":0.75}");
  }

  @Test
  void resultAloneIsEnough() throws IOException {
    Document page = run.writeResult().page();

    assertThat(page.select("section").eachAttr("id"))
        .containsExactly("scores", "plots", "data", "settings");
  }

  @Test
  void sameRunGivesTheSameBytes() throws IOException {
    assertThat(run.write().html()).isEqualTo(run.html());
  }

  @Test
  void reportReplacesAnEarlierOneAndLeavesNothingElse() throws IOException {
    run.write().html();

    Path report = HtmlReport.render(RunDirectory.open(folder));

    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "result.json", "samples.jsonl", "run.json", "clips", report.getFileName().toString());
    }
  }

  private static boolean isData(String link) {
    return link.startsWith("data:");
  }

  private static Element row(Document page, String system) {
    return row(page, "table.scores", system);
  }

  private static Element row(Document page, String table, String head) {
    return page.select(table + " tbody tr").stream()
        .filter(row -> row.expectFirst("th").text().equals(head))
        .findFirst()
        .orElseThrow();
  }

  private static ScoreResult distance(String system, double value) {
    return new ScoreResult(
        "distance",
        system,
        value,
        Direction.LOWER_IS_BETTER,
        40,
        null,
        Map.of(),
        List.of(),
        Map.of());
  }
}
