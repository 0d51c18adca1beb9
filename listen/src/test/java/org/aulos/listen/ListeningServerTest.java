package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
  void aKilledProcessLosesNothing() throws IOException, InterruptedException {
    server.close();
    ServedStudy other = ServedStudy.start(file, home(), 0);
    Visitor ada = new Visitor(other.address());
    ada.join("Ada", false);
    String order = ada.get("/api/trials/0").text();
    ada.put("/api/trials/0/scores/1/relevance", "{\"value\": 4}");
    other.kill();

    start();
    visitor.join("Ada", true);

    assertThat(visitor.get("/api/trials/0").text())
        .isEqualTo(order.replaceAll("(?s)^((?:.*?\"scores\":\\{){2})", "$1\"relevance\":4"));
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
    assertThat(folder.resolve("b/clips")).doesNotExist();
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
