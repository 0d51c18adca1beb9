package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.listen.ListeningServer;
import org.aulos.listen.Study;
import org.aulos.runtime.ProgressListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenCommandTest {
  private static final Pattern ADDRESS =
      Pattern.compile("Listen at (http://127\\.0\\.0\\.1:\\d+/)");

  @TempDir Path folder;

  private Path study;

  @BeforeEach
  void write() throws IOException {
    for (String system : new String[] {"one", "two"}) {
      Path clips = Files.createDirectories(folder.resolve("clips").resolve(system));
      Sounds.tone(clips.resolve("verse.wav"), 440);
    }
    study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            title: Tones
            prompts: {verse: {lyrics: la la}}
            systems: {one: clips/one, two: clips/two}
            """);
  }

  @Test
  void aStudyOrReportMustBeNamed() {
    Ran ran = Ran.aulos("listen");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Missing required parameter: 'STUDY'");
  }

  @Test
  void theReportHelpsWithAnExampleToo() {
    Ran help = Ran.aulos("listen", "report", "--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("95 % intervals", "Example: aulos listen report");
  }

  @Test
  void mistakesOfTheStudyAreOfConfigurationAndMissingClipsOfInput() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "promts: {}\n");
    Files.delete(folder.resolve("clips/two/verse.wav"));
    Files.writeString(folder.resolve("clips/two/other.wav"), "x");

    assertThat(Ran.aulos("listen", bad))
        .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
        .satisfies(
            ran ->
                assertThat(ran.err())
                    .contains("bad.yaml:1: promts: unknown key; did you mean 'prompts'?"));
    assertThat(Ran.aulos("listen", study))
        .satisfies(ran -> assertThat(ran.code()).isEqualTo(3))
        .satisfies(ran -> assertThat(ran.err()).contains("prompt 'verse', system 'two'"));
  }

  @Test
  void aReportWithoutAnswersIsAnErrorOfInput() {
    Ran ran = Ran.aulos("listen", "report", study);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there are no answers in " + folder.resolve("study.listen"));
  }

  @Test
  void aSignalEndsCleanlyAndTheReportSumsUpWhatWasAnswered()
      throws IOException, InterruptedException {
    answerAndInterrupt();

    Ran text = Ran.aulos("listen", "report", study, "--out", folder.resolve("out"));
    assertThat(text.err()).isEmpty();
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains("raters: 1 (0 with every answer, 0 left out); prompts: 1; scores: 1")
        .contains("interval of relevance: percentile bootstrap over raters and prompts")
        .containsPattern("relevance +one +4\\.00 +\\[4\\.00, 4\\.00\\] +1 +1 +1")
        .contains("few");
    assertThat(
            Ran.aulos("listen", "report", study, "--json").json().at("/scores/0/value").asDouble())
        .isEqualTo(4);
    assertThat(folder.resolve("out").toFile().list())
        .containsExactlyInAnyOrder(
            "report.html", "report.json", "table.md", "table.csv", "table.tex", "answers.csv");

    Sounds.tone(folder.resolve("clips/one/verse.wav"), 880);
    assertThat(Ran.aulos("listen", "report", study).code()).isEqualTo(4);
    assertThat(Ran.aulos("listen", "report", study, "--force").out()).contains("forced: ");
  }

  @Test
  void theExampleIsServedWithClipsThatAreMadeOnTheSpot() throws IOException, InterruptedException {
    Path example = Path.of("..", "examples", "listening");
    Process made =
        new ProcessBuilder(
                java(),
                example.resolve("Clips.java").toString(),
                folder.resolve("clips").toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    Path copy = Files.copy(example.resolve("study.yaml"), folder.resolve("example.yaml"));

    try (ListeningServer server =
        ListeningServer.start(
            Study.read(copy), folder.resolve("example"), 0, ProgressListener.SILENT)) {
      assertThat(server.answers()).isRegularFile();
    }
    // A header, and three tunes of three instruments.
    assertThat(Files.readAllLines(folder.resolve("example/clips/levels.csv"))).hasSize(1 + 9);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A rater gives one score to a server of its own process, which is then interrupted. */
  private void answerAndInterrupt() throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(
                java(),
                "-cp",
                "target/classes"
                    + File.pathSeparator
                    + System.getProperty("jdk.module.path", "")
                    + File.pathSeparator
                    + System.getProperty("java.class.path"),
                "org.aulos.cli.AulosCommand",
                "listen",
                study.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      URI address = address(process, out, err);
      String key =
          send(address.resolve("/api/raters"), "POST", "", "{\"name\": \"Ada\"}")
              .replaceFirst(".*\"key\":\"(\\w+)\".*", "$1");
      send(address.resolve("/api/trials/0/scores/0/relevance"), "PUT", key, "{\"value\": 4}");
      // Not SIGINT, which a process started by a shell in the background ignores; both are answered
      // by the same hook.
      new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start().waitFor();

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143); // 128 and the number of the signal
      assertThat(Files.readString(err))
          .contains("answers: " + folder.resolve("study.listen/answers.sqlite"))
          .contains("go on:   aulos listen " + study)
          .contains("sum up:  aulos listen report " + study)
          .doesNotContain("Exception");
      assertThat(folder.resolve("study.listen/answers.sqlite-wal")).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  private static URI address(Process process, Path out, Path err)
      throws IOException, InterruptedException {
    for (int i = 0; i < 600 && process.isAlive(); i++) {
      Matcher address = ADDRESS.matcher(Files.readString(out));
      if (address.find()) {
        return URI.create(address.group(1));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("the server did not start: " + Files.readString(err));
  }

  private static String send(URI address, String method, String key, String json)
      throws IOException {
    URLConnection connection = address.toURL().openConnection();
    ((java.net.HttpURLConnection) connection).setRequestMethod(method);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Aulos-Rater", key);
    connection.setDoOutput(true);
    connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
