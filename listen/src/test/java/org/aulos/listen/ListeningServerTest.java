package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aulos.api.AulosException;
import org.aulos.runtime.IncomparableException;
import org.aulos.runtime.ProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningServerTest {
  @TempDir Path folder;

  private Path file;
  private ListeningServer server;
  private Visitor visitor;

  @BeforeEach
  void serve() {
    file = TestStudy.write(folder);
    start();
  }

  private void start() {
    server = ListeningServer.start(Study.read(file), home(), 0, ProgressListener.SILENT);
    visitor = new Visitor(server.address());
  }

  private Path home() {
    return folder.resolve("home");
  }

  @AfterEach
  void end() {
    server.close();
  }

  private Answers stored() {
    return Answers.existing(home());
  }

  @Test
  void thePageIsServedOnTheLoopbackInterfaceAlone() {
    assertThat(server.address().toString()).matches("http://127\\.0\\.0\\.1:\\d+/");
    assertThat(visitor.get("/").text()).contains("<!doctype html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "10.0.0.1",
        "127.0.0.1.evil.example",
        "[fe80::1]"
      })
  void aForeignHostNameIsRefused(String host) {
    for (String path : List.of("/", "/api/study", "/audio/x")) {
      assertThat(visitor.get(path, "Host", host).status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:9000", "127.0.0.1:80", "[::1]:8080"})
  void theNamesOfThisMachineAreServedAtAnyPort(String host) {
    assertThat(visitor.get("/api/study", "Host", host).status()).isEqualTo(200);
  }

  @Test
  void otherOriginsAreRefused() {
    visitor.join("Ada", false);
    String audio = visitor.get("/api/trials/0").json().at("/clips/0/audio").asText();

    for (String path : List.of("/api/study", "/api/trials/0", audio)) {
      assertThat(visitor.get(path, "Origin", "http://evil.example").status()).isEqualTo(403);
      assertThat(visitor.get(path, "Origin", "null").status()).isEqualTo(403);
      assertThat(visitor.get(path, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
      assertThat(visitor.get(path, "Sec-Fetch-Site", "same-origin").status()).isEqualTo(200);
    }
  }

  @Test
  void whatAFormOfAnotherPageCouldSendIsRefused() {
    HttpRequest.Builder form =
        visitor
            .request("/api/raters")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Eve\"}"));

    assertThat(Visitor.send(form).status()).isEqualTo(415);
  }

  @Test
  void withoutTheKeyOfARaterNothingIsToldOrTaken() {
    visitor.join("Ada", false);
    Visitor stranger = new Visitor(server.address());

    assertThat(stranger.get("/api/rater").status()).isEqualTo(401);
    assertThat(stranger.get("/api/trials/0").status()).isEqualTo(401);
    assertThat(stranger.put("/api/trials/0/best", "{\"clip\": 0}").status()).isEqualTo(401);
    assertThat(stranger.get("/api/rater", Request.RATER, "0").status()).isEqualTo(401);
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    String everything =
        visitor.get("/").text() + visitor.get("/page.js").text() + visitor.get("/page.css").text();

    assertThat(everything).doesNotContainPattern("(?i)(https?:)?//[a-z0-9]+\\.|@import|url\\(");
    assertThat(visitor.get("/").text()).doesNotContainPattern("<script>|style=|\\son[a-z]+=");
    assertThat(visitor.get("/").header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http", "*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/api",
        "/api/nothing",
        "/audio",
        "/audio/x",
        "/../pom.xml",
        "/page.js/",
        "/org/aulos"
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(visitor.get(path).status()).isEqualTo(404);
  }

  @Test
  void nothingTellsWhichSystemAClipIsOf() {
    visitor.join("Ada", false);
    StringBuilder everything = new StringBuilder(visitor.get("/api/study").text());
    everything.append(visitor.get("/api/rater").text());
    Set<String> heads = new HashSet<>();
    for (int trial = 0; trial < 2; trial++) {
      Visitor.Reply reply = visitor.get("/api/trials/" + trial);
      everything.append(reply.text());
      for (JsonNode clip : reply.json().get("clips")) {
        Visitor.Reply sound = visitor.get(clip.get("audio").asText());
        everything.append(sound.response().headers());
        heads.add(
            sound.response().body().length
                + Arrays.toString(Arrays.copyOf(sound.response().body(), 44)));
      }
    }

    assertThat(everything.toString())
        .contains("Wind number")
        .doesNotContain(TestStudy.SYSTEMS)
        .doesNotContain("verse-", ".wav", "clips/");
    assertThat(heads).hasSize(1);
  }

  @Test
  void addressesDifferFromRaterToRaterAndOutliveARestart() {
    visitor.join("Ada", false);
    Set<String> ofAda = addresses(visitor);
    Visitor other = new Visitor(server.address());
    other.join("Ben", false);

    assertThat(addresses(other)).hasSize(6).doesNotContainAnyElementsOf(ofAda);
    server.close();
    start();
    assertThat(ofAda).allSatisfy(path -> assertThat(visitor.get(path).status()).isEqualTo(200));
  }

  private static Set<String> addresses(Visitor visitor) {
    Set<String> addresses = new HashSet<>();
    for (int trial = 0; trial < 2; trial++) {
      visitor
          .get("/api/trials/" + trial)
          .json()
          .get("clips")
          .forEach(clip -> addresses.add(clip.get("audio").asText()));
    }
    return addresses;
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-99, 206, 0, 100",
    "bytes=100-, 206, 100, 191944",
    "bytes=-44, 206, 192000, 44",
    "bytes=192043-999999, 206, 192043, 1",
    "'bytes=0-1,5-6', 200, 0, 192044",
    "bytes=-, 200, 0, 192044",
    "bytes=9-3, 200, 0, 192044",
    "lines=1-2, 200, 0, 192044",
  })
  void partsOfAClipAreServed(String range, int status, int start, int length) {
    visitor.join("Ada", false);
    String path = addresses(visitor).iterator().next();
    byte[] whole = visitor.get(path).response().body();

    Visitor.Reply part = visitor.get(path, "Range", range);

    assertThat(whole).hasSize(192_044);
    assertThat(part.status()).isEqualTo(status);
    assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(whole, start, start + length));
    assertThat(part.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(part.header("Content-Range"))
        .isEqualTo(status == 206 ? "bytes %d-%d/192044".formatted(start, start + length - 1) : "");
  }

  @Test
  void aRangeBeyondTheClipIsRefused() {
    visitor.join("Ada", false);
    String path = addresses(visitor).iterator().next();

    Visitor.Reply beyond = visitor.get(path, "Range", "bytes=192044-");

    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */192044");
  }

  @Test
  void theHeadAloneMayBeAskedFor() {
    visitor.join("Ada", false);
    String path = addresses(visitor).iterator().next();

    Visitor.Reply head =
        Visitor.send(visitor.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
  }

  @Test
  void aScoreIsInTheDatabaseWhenThePageHearsThatItIs() {
    visitor.join("Ada", false);

    assertThat(visitor.put("/api/trials/0/scores/1/relevance", "{\"value\": 4}").status())
        .isEqualTo(200);

    try (Answers other = stored()) {
      assertThat(other.scores())
          .singleElement()
          .satisfies(
              answer -> {
                Trial trial = other.raters().get(0).trials().get(0);
                assertThat(answer.clip())
                    .isEqualTo(new ClipKey(trial.prompt(), trial.systems().get(1)));
                assertThat(answer.question()).isEqualTo("relevance");
                assertThat(answer.value()).isEqualTo(4);
              });
    }
  }

  @Test
  void whatIsSentTwiceIsStoredOnceAndTheLastWordCounts() {
    visitor.join("Ada", false);
    for (int value : new int[] {2, 4, 4}) {
      visitor.put("/api/trials/0/scores/1/relevance", "{\"value\": " + value + "}");
      visitor.put("/api/trials/0/best", "{\"clip\": " + (value - 2) + "}");
      visitor.put("/api/trials/0/comment", "{\"text\": \"take " + value + "\"}");
    }

    try (Answers other = stored()) {
      assertThat(other.scores()).singleElement().extracting(Answer::value).isEqualTo(4);
      assertThat(other.picks()).hasSize(1);
      assertThat(other.comments()).singleElement().extracting(Comment::text).isEqualTo("take 4");
    }
    JsonNode trial = visitor.get("/api/trials/0").json();
    assertThat(trial.at("/clips/1/scores/relevance").asInt()).isEqualTo(4);
    assertThat(trial.get("best").asInt()).isEqualTo(2);
    assertThat(trial.get("comment").asText()).isEqualTo("take 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0/scores/0/relevance | {\"value\": 0} | 400",
        "0/scores/0/relevance | {\"value\": 6} | 400",
        "0/scores/0/relevance | {\"value\": 2.5} | 400",
        "0/scores/0/relevance | {\"value\": \"5\"} | 400",
        "0/scores/0/relevance | {} | 400",
        "0/scores/0/relevance | [4] | 400",
        "0/scores/0/relevance | {\"value\": | 400",
        "0/scores/3/relevance | {\"value\": 4} | 404",
        "0/scores/0/beauty | {\"value\": 4} | 404",
        "0/scores/0 | {\"value\": 4} | 404",
        "2/scores/0/relevance | {\"value\": 4} | 404",
        "-1/scores/0/relevance | {\"value\": 4} | 404",
        "0/best | {\"clip\": 3} | 400",
        "0/best | {\"clip\": -1} | 400",
        "0/comment | {\"text\": 3} | 400",
        "0/nothing | {} | 404",
      })
  void whatIsNoAnswerIsRefused(String path, String body, int status) {
    visitor.join("Ada", false);

    assertThat(visitor.put("/api/trials/" + path, body).status()).isEqualTo(status);
    try (Answers other = stored()) {
      assertThat(other.scores()).isEmpty();
      assertThat(other.picks()).isEmpty();
    }
  }

  @Test
  void bodiesAreBounded() {
    visitor.join("Ada", false);

    assertThat(
            visitor
                .put("/api/trials/0/comment", "{\"text\": \"" + "x".repeat(100_000) + "\"}")
                .status())
        .isEqualTo(413);
    assertThat(visitor.join("x".repeat(101), false).status()).isEqualTo(400);
    assertThat(visitor.join("  ", false).status()).isEqualTo(400);
  }

  @Test
  void aNameThatIsTakenLeadsBackToItsOwnTrialsWhenThatIsMeant() {
    visitor.join("Ada", false);
    String key = visitor.key();
    visitor.put("/api/trials/1/scores/0/relevance", "{\"value\": 3}");
    Visitor later = new Visitor(server.address());

    Visitor.Reply asked = later.join("ada", false);
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.json().has("key")).isFalse();
    assertThat(asked.json().get("complete")).hasSize(2);

    assertThat(later.join("ada", true).status()).isEqualTo(200);
    assertThat(later.key()).isEqualTo(key);
    assertThat(later.get("/api/trials/1").json().at("/clips/0/scores/relevance").asInt())
        .isEqualTo(3);
  }

  @Test
  void aTrialIsCompleteWhenEverythingIsAnswered() {
    visitor.join("Ada", false);
    for (int clip = 0; clip < 3; clip++) {
      visitor.put("/api/trials/0/scores/" + clip + "/relevance", "{\"value\": 3}");
      visitor.put("/api/trials/0/scores/" + clip + "/vocal-quality", "{\"value\": 3}");
    }

    assertThat(visitor.get("/api/rater").json().get("complete")).hasToString("[false,false]");
    assertThat(
            visitor.put("/api/trials/0/best", "{\"clip\": 0}").json().get("complete").asBoolean())
        .isTrue();
    assertThat(visitor.get("/api/rater").json().get("complete")).hasToString("[true,false]");
  }

  @Test
  void manyRatersAtOnceLoseNothing() throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<?>> raters = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "rater " + i;
      raters.add(
          pool.submit(
              () -> {
                Visitor own = new Visitor(server.address());
                own.join(name, false);
                for (int clip = 0; clip < 6; clip++) {
                  own.put(
                      "/api/trials/%d/scores/%d/relevance".formatted(clip / 3, clip % 3),
                      "{\"value\": 5}");
                }
              }));
    }
    for (Future<?> rater : raters) {
      rater.get();
    }
    pool.shutdown();

    try (Answers other = stored()) {
      assertThat(other.raters()).hasSize(8);
      assertThat(other.scores()).hasSize(8 * 6);
    }
  }

  @Test
  void oneNameTakenAtOnceByManyIsOneRater() throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(6);
    List<Future<Integer>> statuses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      statuses.add(pool.submit(() -> new Visitor(server.address()).join("Ada", false).status()));
    }
    List<Integer> seen = new ArrayList<>();
    for (Future<Integer> status : statuses) {
      seen.add(status.get());
    }
    pool.shutdown();

    assertThat(seen).containsOnlyOnce(201).containsOnly(201, 409);
  }

  @Test
  void aSecondServerIsKeptFromTheSameAnswers() {
    Study study = Study.read(file);

    assertThatThrownBy(() -> ListeningServer.start(study, home(), 0, ProgressListener.SILENT))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("is in use by another 'aulos listen'");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    Study study = Study.read(file);
    int taken = server.address().getPort();

    assertThatThrownBy(
            () -> ListeningServer.start(study, folder.resolve("b"), taken, ProgressListener.SILENT))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("port " + taken + " cannot be used");
  }

  @Test
  void aStudyThatWasChangedCannotGoOnAfterTheFirstRater() throws IOException {
    server.close();
    Files.writeString(file, Files.readString(file).replace("Wind number 0", "Wind of change"));
    start(); // nobody has begun, so it may still change

    visitor.join("Ada", false);
    server.close();
    Files.writeString(file, Files.readString(file).replace("Wind of change", "Wind number 0"));
    TestStudy.tone(folder.resolve("clips/notos/verse-1.wav"), 999, 0.1, 1, 16_000, 1);

    assertThatThrownBy(this::start)
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("prompts was changed")
        .hasMessageContaining("the clip of prompt 'verse-1', system 'notos' was changed");
  }

  @Test
  void aReferenceIsServedBesideTheClips() {
    server.close();
    Path own = folder.resolve("own");
    file = TestStudy.write(own, 1, "reference: clips/zephyr\n");
    server =
        ListeningServer.start(Study.read(file), own.resolve("home"), 0, ProgressListener.SILENT);
    visitor = new Visitor(server.address());
    visitor.join("Ada", false);

    JsonNode trial = visitor.get("/api/trials/0").json();

    assertThat(trial.get("clips")).hasSize(3);
    assertThat(visitor.get(trial.get("reference").asText()).response().body()).hasSize(192_044);
  }
}
