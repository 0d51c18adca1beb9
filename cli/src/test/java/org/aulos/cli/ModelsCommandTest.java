package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code models list}, {@code pull}, {@code import} and {@code verify}. */
final class ModelsCommandTest {
  private static final Path MODELS = Path.of(System.getenv("AULOS_MODELS"));
  private static final byte[] WEIGHTS = "0123456789".repeat(150).getBytes(StandardCharsets.UTF_8);

  /** By {@code sha256sum}. */
  private static final String DIGEST =
      "57d39723b03eb1b6dc2831f60cd5be48df657897043d2c42c958b5125dbbdc63";

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    delete(MODELS);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/weights.bin",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, WEIGHTS.length);
            exchange.getResponseBody().write(WEIGHTS);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(0);
    delete(MODELS);
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Path manifest(String sha256) throws IOException {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/weights.bin";
    return Files.writeString(
        folder.resolve("models.json"),
        """
        {"format": "aulos-models-1", "models": [
          {"name": "tiny", "title": "A tiny model", "use": "tests", "homepage": "",
           "licence": {"name": "CC0-1.0", "url": ""},
           "files": [{"name": "weights.bin", "urls": ["%s"], "sha256": %s, "packing": "file"}]}]}
        """
            .formatted(address, sha256));
  }

  private Path manifest() throws IOException {
    return manifest('"' + DIGEST + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "pull", "import", "verify"})
  void everyCommandHelpsWithAnExampleAndKnowsItsVersion(String command) {
    assertThat(Ran.aulos("models", command, "--help").out())
        .startsWith("Usage: aulos models " + command)
        .contains("Example: aulos models " + command);
    assertThat(Ran.aulos("models", command, "--version").out()).startsWith("aulos ");
  }

  @Test
  void withoutACommandTheHelpIsAnError() {
    Ran ran = Ran.aulos("models");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("Usage: aulos models");
  }

  @Test
  void aMistypedCommandIsAnsweredWithItsLikes() {
    Ran ran = Ran.aulos("models", "pul");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no command 'pul'", "pull");
  }

  @Test
  void listShowsWhatCanBePulledAndCreatesNothing() {
    Ran ran = Ran.aulos("models", "list");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("yamnet +known +<= 67.1 MB +known-digest +Apache-2.0 +tfhub.dev ")
        .containsPattern("vggish +known +<= 536.9 MB +first-use ")
        .contains("Models lie in " + MODELS);
    assertThat(MODELS).doesNotExist();
  }

  @Test
  void aModelIsPulledListedAndVerified() throws IOException {
    Ran pull = Ran.aulos("models", "pull", "tiny", "--manifest", manifest());
    JsonNode listed = Ran.aulos("models", "list", "--json").json();
    Ran verify = Ran.aulos("models", "verify");

    assertThat(pull.code()).isZero();
    assertThat(pull.out()).contains("tiny: 1.5 kB, licence CC0-1.0: " + MODELS.resolve("tiny"));
    assertThat(pull.err()).contains("weights.bin: 1.5 kB in ");
    assertThat(MODELS.resolve("tiny/weights.bin")).hasBinaryContent(WEIGHTS);
    assertThat(listed)
        .filteredOn(model -> model.path("state").asText().equals("installed"))
        .singleElement()
        .satisfies(model -> assertThat(model.path("bytes").asInt()).isEqualTo(WEIGHTS.length));
    assertThat(verify.out()).isEqualTo("ok   tiny: 1 files, 1.5 kB\n");
  }

  @Test
  void aModelIsPulledOnce() throws IOException {
    Ran.aulos("models", "pull", "tiny", "--manifest", manifest());
    server.stop(0);

    Ran again = Ran.aulos("models", "pull", "tiny", "--manifest", manifest());

    assertThat(again.code()).isZero();
    assertThat(again.out()).startsWith("tiny is installed already: ");
  }

  @Test
  void whatIsTrustedAsItCameIsTold() throws IOException {
    Ran ran = Ran.aulos("models", "pull", "tiny", "-q", "--manifest", manifest("null"));

    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .hasLineCount(1)
        .startsWith("note: no SHA-256 of weights.bin")
        .contains(DIGEST);
  }

  @Test
  void aWrongDigestIsAnErrorOfInput() throws IOException {
    Ran ran =
        Ran.aulos("models", "pull", "tiny", "--manifest", manifest('"' + "0".repeat(64) + '"'));

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("should be 0000", "but is " + DIGEST);
    assertThat(MODELS.resolve("tiny")).doesNotExist();
  }

  @Test
  void aFolderServesInsteadOfANetwork() throws IOException {
    server.stop(0);
    Files.write(folder.resolve("weights.bin"), WEIGHTS);

    Ran ran = Ran.aulos("models", "pull", "tiny", "--from", folder, "--manifest", manifest());

    assertThat(ran.code()).isZero();
    assertThat(MODELS.resolve("tiny/weights.bin")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void aBrokenModelIsToldWithTheRemedy() throws IOException {
    Path original = Files.write(folder.resolve("my.pth"), WEIGHTS);
    assertThat(Ran.aulos("models", "import", "mine", original, "--licence", "MIT").code()).isZero();
    assertThat(Ran.aulos("models", "list").out())
        .containsPattern("mine +installed +1.5 kB +imported +MIT +a file");
    Files.write(MODELS.resolve("mine/my.pth"), new byte[] {1});

    Ran ran = Ran.aulos("models", "verify", "mine");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .contains(
            "FAIL mine: my.pth was SHA-256 " + DIGEST, "aulos models import mine PATH --force");
    assertThat(Ran.aulos("models", "verify", "--json").json().get(0).path("problems")).hasSize(1);
  }

  @Test
  void namesThatCannotBeAreErrorsOfUsage() {
    assertThat(Ran.aulos("models", "pull", "yamet").code()).isEqualTo(2);
    assertThat(Ran.aulos("models", "import", "../evil", folder).code()).isEqualTo(2);
    assertThat(Ran.aulos("models", "verify", "../evil").code()).isEqualTo(2);
    assertThat(Ran.aulos("models", "pull").code()).isEqualTo(2);
  }

  @Test
  void whatIsNotInstalledIsAnErrorOfInput() {
    Ran ran = Ran.aulos("models", "verify", "yamnet");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("aulos models pull yamnet");
  }
}
