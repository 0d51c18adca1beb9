package org.aulos.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.aulos.runtime.models.ModelServer.carelessRanges;
import static org.aulos.runtime.models.ModelServer.cutOff;
import static org.aulos.runtime.models.ModelServer.ranges;
import static org.aulos.runtime.models.ModelServer.redirect;
import static org.aulos.runtime.models.ModelServer.status;
import static org.aulos.runtime.models.ModelServer.whole;
import static org.aulos.runtime.models.Models.SMALL;
import static org.aulos.runtime.models.Models.downloader;
import static org.aulos.runtime.models.Models.known;
import static org.aulos.runtime.models.Models.model;
import static org.aulos.runtime.models.Models.unknown;
import static org.aulos.runtime.models.Models.weights;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pulls single files from servers of every kind. */
final class DownloadTest {
  private static final byte[] WEIGHTS = weights(200_000);
  private static final String TAG = "\"one\"";

  /** The rest of a file. The HTTP client drops what it has not yet handed over when it fails. */
  private static final String REST = "bytes=[1-9]\\d*-";

  @TempDir Path folder;
  private ModelServer server;
  private final Models.Ear ear = new Models.Ear();

  @BeforeEach
  void start() throws IOException {
    server = new ModelServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ModelStore store() {
    return new ModelStore(folder, SMALL, Clock.systemUTC());
  }

  private void pull(ModelFile file) {
    store().pull(model(file), downloader(), false, ear);
  }

  private Path installed() {
    return folder.resolve("tiny/weights.bin");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(file -> !file.startsWith(".locks"))
          .sorted()
          .toList();
    }
  }

  private static void refused(ThrowingCallable pull, String... parts) {
    assertThatThrownBy(pull).isInstanceOf(AulosException.class).hasMessageContainingAll(parts);
  }

  @Test
  void aWholeFileArrivesAndNothingElseStays() throws IOException {
    pull(known(WEIGHTS, server.answer("/a", whole(WEIGHTS))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(files()).containsExactly("tiny.json", "tiny/weights.bin");
    assertThat(ear.last).isEqualTo(WEIGHTS.length);
  }

  @Test
  void aTransferThatIsCutOffGoesOnWhereItEnded() {
    pull(known(WEIGHTS, server.answer("/a", cutOff(WEIGHTS, 70_000, TAG), ranges(WEIGHTS, TAG))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(server.asked).hasSize(2).last().asString().matches(REST);
  }

  @Test
  void anotherProcessGoesOnWhereTheFirstEnded() throws IOException {
    URI address =
        server.answer(
            "/a", cutOff(WEIGHTS, 70_000, TAG), status(503), status(503), ranges(WEIGHTS, TAG));
    refused(() -> pull(unknown(address)), "503", "tried 3 times", "goes on from there");
    assertThat(files())
        .containsExactly(".tiny.part/weights.bin.part", ".tiny.part/weights.bin.part.json");
    long kept = Files.size(folder.resolve(".tiny.part/weights.bin.part"));

    pull(unknown(address));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(server.asked).endsWith("bytes=" + kept + "-");
    assertThat(ear.began).containsExactly(0L, kept);
  }

  @Test
  void aServerWithoutRangesSendsTheWholeAgain() {
    pull(known(WEIGHTS, server.answer("/a", cutOff(WEIGHTS, 70_000, TAG), whole(WEIGHTS))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(server.asked).hasSize(2).last().asString().matches(REST);
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedAnew() {
    byte[] newer = weights(150_000);
    newer[0]++;

    pull(unknown(server.answer("/a", cutOff(WEIGHTS, 70_000, TAG), ranges(newer, "\"two\""))));

    assertThat(installed()).hasBinaryContent(newer);
  }

  @Test
  void aServerThatGoesOnWithAnotherFileIsNotBelieved() {
    URI address =
        server.answer(
            "/a",
            cutOff(WEIGHTS, 70_000, TAG),
            carelessRanges(weights(150_000), "\"two\""),
            ranges(WEIGHTS, TAG));

    pull(unknown(address));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(server.asked).hasSize(3).startsWith("whole").endsWith("whole");
    assertThat(server.asked.get(1)).matches(REST);
  }

  @Test
  void withoutDigestAndTagTheBeginningIsNotTrusted() {
    pull(unknown(server.answer("/a", cutOff(WEIGHTS, 70_000, "W/\"weak\""), whole(WEIGHTS))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(server.asked).containsExactly("whole", "whole");
  }

  @Test
  void aFileThatIsAlwaysCutOffIsGivenUpAndKept() throws IOException {
    URI address = server.answer("/a", cutOff(WEIGHTS, 70_000, TAG));

    refused(() -> pull(known(WEIGHTS, address)), address.toString(), "tried 3 times", "is kept");
    assertThat(folder.resolve(".tiny.part/weights.bin.part")).isNotEmptyFile();
    assertThat(installed()).doesNotExist();
  }

  @Test
  void aWrongDigestIsToldAndTheFileRemoved() throws IOException {
    byte[] other = weights(1000);
    URI address = server.answer("/a", whole(other));

    refused(
        () -> pull(known(WEIGHTS, address)),
        org.aulos.runtime.Digests.sha256(WEIGHTS),
        org.aulos.runtime.Digests.sha256(other),
        "It was not kept");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotAskedForTwice() {
    URI address = server.answer("/a", status(404));

    refused(() -> pull(known(WEIGHTS, address)), address.toString(), "404", "not there any more");
    assertThat(server.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void afterAFailureThatMayPassItTriesAgain(int code) {
    pull(known(WEIGHTS, server.answer("/a", status(code), status(code), whole(WEIGHTS))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(ear.told).hasSize(2).allMatch(told -> told.contains("answers " + code));
  }

  @Test
  void aServerThatIsAskedToWaitForIsWaitedFor() {
    long start = System.nanoTime();

    pull(
        known(
            WEIGHTS,
            server.answer(
                "/a",
                exchange -> {
                  exchange.getResponseHeaders().set("Retry-After", "1");
                  exchange.sendResponseHeaders(503, -1);
                },
                whole(WEIGHTS))));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void redirectsAreFollowed() {
    server.answer("/b", redirect("/c?key=secret"));
    server.answer("/c", whole(WEIGHTS));

    pull(known(WEIGHTS, server.answer("/a", redirect("b"))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(store().installed("tiny").orElseThrow().sources().get(0).address())
        .isEqualTo(server.address("/a").toString());
  }

  @Test
  void aCircleOfRedirectsIsToldWithoutItsKeys() {
    server.answer("/b", redirect("/a?key=secret"));
    URI address = server.answer("/a", redirect("/b"));

    assertThatThrownBy(() -> pull(known(WEIGHTS, address)))
        .isInstanceOf(AulosException.class)
        .hasMessageContainingAll("in a circle", "/a -> ", "/b")
        .hasMessageNotContaining("secret");
  }

  @Test
  void redirectsEndSomewhere() {
    URI address =
        server.answer("/a", exchange -> redirect(exchange.getRequestURI() + "a").handle(exchange));

    refused(() -> pull(known(WEIGHTS, address)), "more than 4 redirects");
    assertThat(server.asked).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1/weights.bin", "file:/etc/passwd", "http:///nowhere"})
  void redirectsLeadNowhereElse(String target) {
    URI address = server.answer("/a", redirect(target));

    assertThatThrownBy(() -> pull(known(WEIGHTS, address)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("redirects to");
  }

  @Test
  void protectedAddressesDoNotLeadToUnprotectedOnes() {
    URI first = URI.create("https://models.example/a");
    Redirects redirects = new Redirects(first, 4);

    refused(
        () -> redirects.next(first, "http://models.example/b"),
        "http://models.example/b",
        "refused");
  }

  @Test
  void aSlowDripIsGivenUp() {
    URI address = server.answer("/a", ModelServer.drip());
    Downloader impatient =
        downloader(
            new DownloadLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                10_000,
                4,
                1,
                Duration.ZERO));

    long start = System.nanoTime();
    refused(
        () -> store().pull(model(unknown(address)), impatient, false, ear),
        "less than 10000 bytes/s for 0.2 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    URI address = server.answer("/a", ModelServer.silence());
    Downloader impatient =
        downloader(
            new DownloadLimits(
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                1,
                4,
                1,
                Duration.ZERO));

    refused(
        () -> store().pull(model(unknown(address)), impatient, false, ear), "no answer within 0.2");
  }

  @Test
  void nobodyAtTheAddressIsTold() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    refused(
        () -> pull(unknown(URI.create("http://127.0.0.1:" + port + "/a"))),
        "cannot download",
        "tried 3 times");
  }

  @Test
  void aHostThatIsNotKnownIsToldAtOnce() {
    URI address = URI.create("http://models.invalid/a");

    refused(() -> pull(known(WEIGHTS, address)), "models.invalid", "HTTPS_PROXY", "--from");
    assertThat(ear.told).isEmpty();
  }

  @Test
  void aStatedSizeThatIsTooMuchEndsItBeforeItBegins() throws IOException {
    byte[] large = new byte[(1 << 20) + 1];

    refused(() -> pull(unknown(server.answer("/a", whole(large)))), "1048577", "at most 1048576");
    assertThat(files()).isEmpty();
  }

  @Test
  void bytesWithoutEndAreCutOff() throws IOException {
    byte[] large = new byte[(1 << 20) + 1];

    refused(() -> pull(unknown(server.answer("/a", ModelServer.chunked(large)))), "more than");
    assertThat(files()).isEmpty();
  }

  @Test
  void aSizeThatIsKnownHasToBeRight() {
    URI address = server.answer("/a", whole(WEIGHTS));
    ModelFile file = Models.file(null, 199_999L, Packing.FILE, address);

    refused(() -> pull(file), "has 200000 bytes but exactly 199999 were expected");
  }

  @Test
  void bytesOfNoStatedLengthArriveAsWell() {
    pull(unknown(server.answer("/a", ModelServer.chunked(WEIGHTS))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
  }

  @Test
  void aWebPageIsNoModel() {
    URI address = server.answer("/a", ModelServer.page("<html>We have moved</html>"));

    refused(() -> pull(unknown(address)), "web page instead of weights.bin");
  }

  @Test
  void theNextAddressIsTriedWhenOneHasOtherBytes() {
    URI dead = server.answer("/dead", status(404));
    URI wrong = server.answer("/wrong", whole(weights(10)));

    pull(known(WEIGHTS, dead, wrong, server.answer("/right", whole(WEIGHTS))));

    assertThat(installed()).hasBinaryContent(WEIGHTS);
  }

  @Test
  void whenNoAddressHasItAllReasonsAreTold() {
    URI dead = server.answer("/dead", status(404));
    URI closed = server.answer("/closed", status(403));

    refused(() -> pull(known(WEIGHTS, dead, closed)), "/dead", "404", "/closed", "403", "--from");
  }

  @Test
  void aFullDiskIsToldBeforeTheDownload() {
    ModelStore full =
        new ModelStore(
            folder, new StoreLimits(1 << 20, 20, 100, Long.MAX_VALUE / 2), Clock.systemUTC());
    URI address = server.answer("/a", whole(WEIGHTS));

    refused(
        () -> full.pull(model(known(WEIGHTS, address)), downloader(), false, ear),
        "no room",
        "200000 bytes",
        "AULOS_MODELS");
  }

  @Test
  void itGoesThroughTheProxyOfTheEnvironment() {
    server.answer("/a", whole(WEIGHTS));
    ProxyRules rules =
        new ProxyRules(
            Map.of("http_proxy", "http://127.0.0.1:" + server.port()), ProxySelector.of(null));
    URI elsewhere = URI.create("http://models.example/a");

    store().pull(model(known(WEIGHTS, elsewhere)), new Downloader(Models.HASTY, rules), false, ear);

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(server.hosts).containsExactly("models.example");
  }

  @Test
  void twoPullsAtOnceDownloadOnce() throws InterruptedException {
    ModelFile file = known(WEIGHTS, server.answer("/a", whole(WEIGHTS)));
    Thread other = new Thread(() -> pull(file));
    other.start();
    pull(file);
    other.join();

    assertThat(installed()).hasBinaryContent(WEIGHTS);
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void anInterruptedPullKeepsWhatHasArrived() throws InterruptedException, IOException {
    ModelFile file = known(WEIGHTS, server.answer("/a", ModelServer.silence()));
    Thread pull = new Thread(() -> refused(() -> pull(file), "interrupted"));
    pull.start();
    while (server.asked.isEmpty()) {
      Thread.onSpinWait();
    }

    pull.interrupt();
    pull.join(5000);

    assertThat(pull.isAlive()).isFalse();
    assertThat(installed()).doesNotExist();
  }
}
