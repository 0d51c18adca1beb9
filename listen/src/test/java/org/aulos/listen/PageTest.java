package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.aulos.listen.Chromium.Tab;
import org.aulos.runtime.ProgressListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, with nothing but a keyboard. Skipped where there is no Chromium. */
class PageTest {
  @TempDir Path folder;

  private static @Nullable Chromium browser;

  private Path file;

  @BeforeAll
  static void start(@TempDir Path profile) throws IOException, InterruptedException {
    assumeTrue(Chromium.installed(), "there is no Chromium");
    browser = Chromium.start(profile);
  }

  @BeforeEach
  void write() {
    file = TestStudy.write(folder);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  private Path home() {
    return folder.resolve("home");
  }

  private ListeningServer serve() {
    return ListeningServer.start(Study.read(file), home(), 0, ProgressListener.SILENT);
  }

  private <T> T stored(Function<Answers, T> question) {
    try (Answers answers = Answers.existing(home())) {
      return question.apply(answers);
    }
  }

  private static Tab tab(URI address) throws IOException, InterruptedException {
    return Objects.requireNonNull(browser).open(address);
  }

  private static void begin(Tab tab, String name) throws InterruptedException {
    tab.await("document.activeElement.id === 'name'");
    tab.type(name);
    tab.press("Enter");
  }

  private static void awaitStored(Tab tab) throws InterruptedException {
    tab.await("document.querySelector('#state[data-waiting=\"0\"]')?.textContent === 'Stored'");
  }

  private static void score(Tab tab, int clip, String first, String second)
      throws InterruptedException {
    tab.tabTo(".clip:nth-child(" + (clip + 1) + ") .play");
    tab.press(first); // the clip's first open question
    tab.press("Tab");
    tab.press(second); // the question at hand
    awaitStored(tab);
  }

  @Test
  void aWholeStudyTakesNothingButTheKeyboard() throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab tab = tab(server.address());
      begin(tab, "Ada");
      for (int trial = 1; trial <= 2; trial++) {
        tab.awaitTitle("Prompt " + trial + " of 2");
        for (int clip = 0; clip < 3; clip++) {
          score(tab, clip, "4", "2");
        }
        tab.tabTo(".best input");
        tab.press(" ");
        tab.press("ArrowRight");
        tab.tabTo("textarea");
        tab.type("windy");
        tab.tabTo(".next");
        tab.press("Enter");
      }
      tab.awaitTitle("Thank you");
    }

    assertThat(stored(Answers::scores))
        .hasSize(2 * 3 * 2)
        .allSatisfy(
            answer ->
                assertThat(answer.value())
                    .isEqualTo(answer.question().equals("relevance") ? 4 : 2));
    Rater ada = stored(Answers::raters).get(0);
    assertThat(stored(Answers::picks))
        .extracting(Pick::clip)
        .containsExactlyInAnyOrderElementsOf(
            ada.trials().stream().map(t -> new ClipKey(t.prompt(), t.systems().get(1))).toList());
    assertThat(stored(Answers::comments)).extracting(Comment::text).containsOnly("windy");
  }

  @Test
  void spacePlaysTheClipAtHandAndStopsTheOther() throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab tab = tab(server.address());
      begin(tab, "Ada");
      tab.awaitTitle("Prompt 1 of 2");

      tab.tabTo(".clip:nth-child(1) .play");
      tab.press(" ");
      tab.await("!document.querySelectorAll('audio')[0].paused");
      tab.tabTo(".clip:nth-child(2) input[type=radio]");
      tab.press(" ");
      tab.await("!document.querySelectorAll('audio')[1].paused");

      assertThat(tab.see("document.querySelectorAll('audio')[0].paused").asBoolean()).isTrue();
      assertThat(tab.see("document.querySelectorAll(':checked').length").asInt()).isZero();
      // To its end, so that the clip is known to be a sound that the browser can play.
      tab.await("document.querySelectorAll('audio')[1].ended");
      assertThat(tab.see("document.querySelectorAll('audio')[1].duration").asDouble()).isEqualTo(1);
      tab.tabTo(".clip:nth-child(3) .seek");
      tab.press("ArrowRight");
      tab.await("document.querySelectorAll('audio')[2].currentTime > 0");
    }
  }

  @Test
  void whatIsMissingIsNamedAndTheFocusGoesThere() throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab tab = tab(server.address());
      begin(tab, "Ada");
      tab.awaitTitle("Prompt 1 of 2");
      score(tab, 0, "3", "3");
      tab.tabTo(".next");
      tab.press("Enter");

      tab.await("document.querySelector('.problem').textContent.includes('clip B')");
      assertThat(tab.see("document.activeElement.name").asText()).isEqualTo("1-relevance");
    }
  }

  @Test
  void aTabKilledInMidStudyLosesNothing() throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab tab = tab(server.address());
      begin(tab, "Ada");
      tab.awaitTitle("Prompt 1 of 2");
      score(tab, 0, "5", "1");
      tab.kill();

      Tab later = tab(server.address());
      begin(later, "ada");
      later.awaitTitle("Welcome back, Ada");
      later.tabTo(".yes");
      later.press("Enter");
      later.awaitTitle("Prompt 1 of 2");

      assertThat(later.see("[...document.querySelectorAll(':checked')].map(i => i.name + i.value)"))
          .hasToString("[\"0-relevance5\",\"0-vocal-quality1\"]");
    }
  }

  @Test
  void wordsThatWereJustTypedAreStoredWhenTheTabIsClosed()
      throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab tab = tab(server.address());
      begin(tab, "Ada");
      tab.awaitTitle("Prompt 1 of 2");
      tab.tabTo("textarea");
      tab.type("windy");
      tab.kill();

      for (int i = 0; i < 100 && stored(Answers::comments).isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(stored(Answers::comments)).extracting(Comment::text).containsExactly("windy");
    }
  }

  @Test
  void twoRatersAtOnceDoNotGetInEachOthersWay() throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab ada = tab(server.address());
      Tab ben = tab(server.address());
      begin(ada, "Ada");
      begin(ben, "Ben");
      ada.awaitTitle("Prompt 1 of 2");
      ben.awaitTitle("Prompt 1 of 2");
      for (int clip = 0; clip < 3; clip++) {
        score(ada, clip, "5", "4");
        score(ben, clip, "1", "2");
      }
    }

    assertThat(stored(Answers::scores))
        .hasSize(12)
        .allSatisfy(
            answer ->
                assertThat(answer.value())
                    .isIn(
                        stored(Answers::raters).get(answer.rater() - 1).name().equals("Ada")
                            ? List.of(5, 4)
                            : List.of(1, 2)));
  }

  @Test
  void aKilledServerLosesNothingAndThePageGoesOnWithTheNextOne()
      throws IOException, InterruptedException {
    ServedStudy first = ServedStudy.start(file, home(), 0);
    Tab tab = tab(first.address());
    begin(tab, "Ada");
    tab.awaitTitle("Prompt 1 of 2");
    score(tab, 0, "5", "1");
    first.kill();
    assertThat(stored(Answers::scores)).hasSize(2);

    tab.tabTo(".clip:nth-child(2) .play");
    tab.press("3");
    tab.await("document.getElementById('state').textContent.startsWith('Not stored yet')");
    ServedStudy second = ServedStudy.start(file, home(), first.address().getPort());
    awaitStored(tab);
    tab.press("Tab");
    tab.press("2");
    awaitStored(tab);
    second.kill();

    assertThat(stored(Answers::scores)).extracting(Answer::value).containsExactly(5, 1, 3, 2);
  }

  @Test
  void everyStopOfTheTabKeyIsSeenAndNamed() throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab tab = tab(server.address());
      begin(tab, "Ada");
      tab.awaitTitle("Prompt 1 of 2");
      tab.tabTo(".play");
      int stops = 0;
      while (!tab.see("document.activeElement.matches('.next')").asBoolean()) {
        assertThat(
                tab.see(
                    "getComputedStyle(document.activeElement.closest('.scale label') ?? document.activeElement).outlineStyle"))
            .as(tab.see("document.activeElement.outerHTML").asText())
            .hasToString("\"solid\"");
        assertThat(
                tab.see(
                        "document.activeElement.ariaLabel ?? [...document.activeElement.labels].map(l => l.textContent).join()")
                    .asText())
            .isNotBlank();
        tab.press("Tab");
        stops++;
      }

      // Play, position and two scales of each clip; the best; the comment.
      assertThat(stops).isEqualTo(3 * 4 + 2);
    }
  }

  @Test
  void thePageFitsATelephoneAndADesktopInLightAndDark() throws IOException, InterruptedException {
    try (ListeningServer server = serve()) {
      Tab tab = tab(server.address());
      tab.await("document.activeElement.id === 'name'");
      for (int width : new int[] {1280, 390}) {
        tab.size(width, 844, false);
        assertFits(tab);
        tab.picture("welcome-" + width);
      }
      begin(tab, "Ada");
      tab.awaitTitle("Prompt 1 of 2");
      score(tab, 0, "4", "2");
      for (int width : new int[] {1280, 390}) {
        for (boolean dark : new boolean[] {false, true}) {
          tab.size(width, 844, dark);
          assertFits(tab);
          tab.picture("trial-" + width + (dark ? "-dark" : "-light"));
        }
      }
    }
  }

  /** Nothing lies beside what is seen, so that nobody must scroll sideways. */
  private static void assertFits(Tab tab) {
    assertThat(tab.see("document.documentElement.scrollWidth"))
        .isEqualTo(tab.see("document.documentElement.clientWidth"));
  }
}
