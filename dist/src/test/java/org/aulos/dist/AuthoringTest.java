package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the guide for authors and the example say, done to the letter in a fresh clone. */
class AuthoringTest {
  private static final Path FOLDER = Path.of("target", "authoring");
  private static final Path GUIDE = Path.of("..", "docs", "authoring.md");
  private static final Path EXAMPLE = Path.of("..", "examples", "bring-your-own-model");

  private static Launched guide;
  private static Launched example;

  @BeforeAll
  static void follow() throws IOException, InterruptedException {
    FreshClone clone = FreshClone.in(FOLDER);
    guide = clone.follow(GUIDE);
    assertThat(guide.code()).as(guide.out() + guide.err()).isZero();
    // After the guide, whose first step puts the libraries for authors into the repository.
    example = clone.follow(EXAMPLE.resolve("README.md"));
    assertThat(example.code()).as(example.out() + example.err()).isZero();
  }

  private static JsonNode result(String run) throws IOException {
    return new JsonMapper().readTree(FOLDER.resolve(run).resolve("result.json").toFile());
  }

  @Test
  void theNewEncoderIsALineOfTheTable() {
    assertThat(guide.out())
        .containsPattern("(?m)^pitch +0\\.\\d{3} ±")
        .containsPattern("(?m)^mfcc +0\\.\\d{3} ±");
  }

  @Test
  void theNewEncoderHasThirtyLines() throws IOException {
    List<String> lines =
        Files.readAllLines(
            FOLDER.resolve("acme-pitch/src/main/java/com/acme/pitch/AcmePitch.java"));

    assertThat(lines)
        .filteredOn(line -> !line.isBlank())
        .filteredOn(line -> !line.startsWith("package ") && !line.startsWith("import "))
        .hasSizeLessThanOrEqualTo(30);
  }

  @Test
  void everyPromiseIsTestedTwice() throws IOException {
    Path reports = FOLDER.resolve("acme-pitch/target/surefire-reports");
    assertThat(Files.readString(reports.resolve("com.acme.pitch.AcmePitchTest.txt")))
        .containsPattern("Tests run: 1\\d, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(guide.out())
        .containsPattern("(?m)^  kept +yields the same with more padding$")
        .containsPattern("\\d\\d promises kept, 0 broken, 0 not checked");
  }

  @Test
  void itsOptionsAreDescribedAsOursAre() throws IOException {
    assertThat(guide.out())
        .contains("encoder:acme-pitch  (plugin acme-pitch 0.1.0, ")
        .containsPattern("(?m)^dimension +whole number +36 +Semitones; 1 to 60\\.$")
        .contains("encoder: {use: acme-pitch, dimension: 36}");
    assertThat(Files.readString(FOLDER.resolve("acme-pitch/aulos.schema.json")))
        .contains("\"acme-pitch\"", "Semitones; 1 to 60.", "\"statistics\"");
  }

  @Test
  void anOptionIsChangedWithoutABuild() throws IOException {
    assertThat(result("second").at("/systems/pitch/encoder/options/dimension").asInt())
        .isEqualTo(48);
    assertThat(result("first").at("/systems/pitch/encoder/options/dimension").asInt())
        .isEqualTo(36);
  }

  @Test
  void aModelInThreeFormatsHasOneScore() throws IOException {
    Set<Double> own = new HashSet<>();
    for (JsonNode score : result("own-model").path("scores")) {
      if (!score.path("system").asText().equals("mfcc")) {
        own.add(score.path("value").asDouble());
      }
    }

    assertThat(result("own-model").path("scores")).hasSize(4);
    assertThat(own).hasSize(1).first().matches(accuracy -> accuracy > 2.0 / 14, "of 14 classes");
  }

  @Test
  void theOptionsOfTheExampleAreDescribedAsOursAre() {
    assertThat(example.out())
        .contains("encoder:own-model  (plugin bring-your-own-model 0.1.0, ")
        .containsPattern(
            "(?m)^layout +samples \\| batch \\| channels +batch +How the model takes them");
  }
}
