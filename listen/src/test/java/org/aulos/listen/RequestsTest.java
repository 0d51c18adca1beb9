package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aulos.runtime.ProgressListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one request may and may not do; one server for all, since nothing is changed. */
class RequestsTest {
  @TempDir static Path folder;

  private static ListeningServer server;

  private Visitor visitor;

  @BeforeAll
  static void serve() {
    Path file = TestStudy.write(folder);
    server = ListeningServer.start(Study.read(file), home(), 0, ProgressListener.SILENT);
  }

  @BeforeEach
  void visit() {
    visitor = new Visitor(server.address());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Path home() {
    return folder.resolve("home");
  }

  private static Answers stored() {
    return Answers.existing(home());
  }

  private String aClip() {
    return visitor.get("/api/trials/0").json().at("/clips/0/audio").asText();
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
    visitor.join("Ada", true);
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
    visitor.join("Ada", true);
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
        "/%2e%2e/pom.xml",
        "/page.js/",
        "/page.js%2f..%2fpage.css",
        "/org/aulos",
        "/answers.sqlite",
        "/clips/0-0.wav",
        "/audio/0-0.wav",
        "/audio/..%2f..%2fanswers.sqlite",
        "/audio/%00"
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(visitor.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'GET / HTTP/1.0', 403", // says no name of this machine
    "'GET http://evil.example/ HTTP/1.1', 403",
    "'GET / HTTP/1.1\nHost: 127.0.0.1\nHost: evil.example', 403",
    "'GET /%zz HTTP/1.1\nHost: 127.0.0.1', 400",
    "'DELETE /api/rater HTTP/1.1\nHost: 127.0.0.1', 405",
    "'TRACE / HTTP/1.1\nHost: 127.0.0.1', 405",
  })
  void whatNoBrowserSendsIsRefused(String request, int status) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String lines = request.replace("\\n", "\r\n").replace("\n", "\r\n");
      String text = lines + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));

      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(reply).startsWith("HTTP/1.1 " + status + " ").doesNotContain("doctype");
    }
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
    visitor.join("Ada", true);
    String path = aClip();
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
    visitor.join("Ada", true);
    String path = aClip();

    Visitor.Reply beyond = visitor.get(path, "Range", "bytes=192044-");

    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */192044");
  }

  @Test
  void theHeadAloneMayBeAskedFor() {
    visitor.join("Ada", true);
    String path = aClip();

    Visitor.Reply head =
        Visitor.send(visitor.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
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
    visitor.join("Ada", true);

    assertThat(visitor.put("/api/trials/" + path, body).status()).isEqualTo(status);
    try (Answers other = stored()) {
      assertThat(other.scores()).isEmpty();
      assertThat(other.picks()).isEmpty();
    }
  }

  @Test
  void bodiesAreBounded() {
    visitor.join("Ada", true);

    assertThat(
            visitor
                .put("/api/trials/0/comment", "{\"text\": \"" + "x".repeat(100_000) + "\"}")
                .status())
        .isEqualTo(413);
    assertThat(visitor.join("x".repeat(101), false).status()).isEqualTo(400);
    assertThat(visitor.join("  ", false).status()).isEqualTo(400);
  }
}
