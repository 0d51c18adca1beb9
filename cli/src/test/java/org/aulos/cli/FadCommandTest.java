package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FadCommandTest {
  @TempDir Path folder;
  private Path low;
  private Path high;

  @BeforeEach
  void writeTwoFolders() {
    low = Sounds.tones(folder.resolve("low"), 200, 4);
    high = Sounds.tones(folder.resolve("high"), 2_000, 4);
  }

  @Test
  void theDistanceOfAFolderToItselfIsZeroAndToAnotherIsNot() throws IOException {
    assertThat(fad(low, low)).isCloseTo(0, within(1e-6));
    assertThat(fad(low, high)).isGreaterThan(1);
  }

  @Test
  void vectorsGiveTheDistanceOfTheirSounds() throws IOException {
    double ofAudio = fad(low, high);

    Ran ran = Ran.aulos("fad", embedded(low), embedded(high), "--json");

    assertThat(ran.code()).isZero();
    assertThat(ran.json().path("value").asDouble()).isEqualTo(ofAudio);
  }

  @Test
  void vectorsAreSignedAsTheirSoundsAre() throws IOException {
    JsonNode ofAudio =
        Ran.aulos("fad", low, high, "-x", "mfcc", "-e", "statistics", "-q", "--json")
            .json()
            .at("/scores/0/signature");

    JsonNode ofVectors =
        Ran.aulos("fad", embedded(low), embedded(high), "--json").json().path("signature");

    assertThat(ofVectors.path("resampler").asText()).isNotEmpty();
    for (String key : List.of("windows", "resampler", "space", "reference", "data", "n")) {
      assertThat(ofVectors.path(key)).as(key).isEqualTo(ofAudio.path(key));
    }
  }

  @Test
  void theTextNamesValueNumberAndSignature() {
    Ran ran = Ran.aulos("fad", low, high, "-x", "mfcc", "-e", "statistics", "-q");

    assertThat(ran.out())
        .containsPattern("^fad: [0-9.]+ \u00b1 [0-9.]+ \\(95 % interval")
        .contains("n = 4", "signature: metric:fad|");
  }

  @Test
  void vectorsAndSoundsDoNotMix() {
    Path vectors = embedded(low);

    Ran ran = Ran.aulos("fad", vectors, high);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(vectors + " holds vectors, but " + high + " does not");
  }

  @Test
  void soundsNeedAnEncoder() {
    Ran ran = Ran.aulos("fad", low, high);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("name an encoder", "-x mfcc -e statistics");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Ran ran = Ran.aulos("fad", low, folder.resolve("no"));

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no file or folder " + folder.resolve("no"));
  }

  @Test
  void savedStatisticsStandForTheirAudio() throws IOException {
    Path file = saved("low.npz", low);

    // A covariance holds half of the digits of the vectors behind it, and this one is singular.
    assertThat(fad(file, high)).isCloseTo(fad(low, high), withinPercentage(1e-3));
    assertThat(vectors(file, embedded(high))).isEqualTo(fad(file, high));
  }

  @Test
  void statisticsOfVectorsAreThoseOfTheirAudio() {
    Path file = folder.resolve("vectors.npz");

    Ran ran = Ran.aulos("fad", embedded(low), "--save-statistics", file);

    assertThat(ran.code()).isZero();
    assertThat(file).hasSameBinaryContentAs(saved("audio.npz", low));
  }

  @Test
  void statisticsOfSeveralSetsMerge() throws IOException {
    Path both = folder.resolve("both");
    Sounds.tones(both.resolve("low"), 200, 4);
    Sounds.tones(both.resolve("high"), 2_000, 4);
    Path judged = Sounds.tones(folder.resolve("judged"), 700, 4);
    Path merged = folder.resolve("merged.npz");

    Ran ran =
        Ran.aulos("fad", saved("1.npz", low), saved("2.npz", high), "--save-statistics", merged);

    assertThat(ran.code()).isZero();
    assertThat(fad(merged, judged)).isCloseTo(fad(both, judged), withinPercentage(1e-3));
  }

  @Test
  void statisticsOfAnotherModelAreRefusedAndBothAreNamed() {
    Path file = saved("low.npz", low);

    Ran ran = Ran.aulos("fad", file, high, "-x", "log-mel", "-e", "statistics", "-q");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("low.npz (space mfcc+statistics@", "another model");
    assertThat(ran.err()).contains("(space log-mel+statistics@");
  }

  @Test
  void anotherMetricIsChosenByName() {
    Ran ran = Ran.aulos("fad", low, high, "-m", "kad", "-x", "mfcc", "-e", "statistics", "-q");

    assertThat(ran.out()).startsWith("kad: ").contains("signature: metric:kad|");
  }

  @Test
  void aReferenceAloneIsNotEnough() {
    Ran ran = Ran.aulos("fad", low, "-x", "mfcc", "-e", "statistics");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--save-statistics FILE");
  }

  @Test
  void onlyStatisticsMaySeverallyBeTheReference() {
    Ran ran = Ran.aulos("fad", low, low, high, "-x", "mfcc", "-e", "statistics");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(low + " is not a file of statistics (.npz)");
  }

  private Path saved(String name, Path sounds) {
    Path file = folder.resolve(name);
    Ran ran =
        Ran.aulos("fad", sounds, "-x", "mfcc", "-e", "statistics", "-q", "--save-statistics", file);
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("statistics of the reference: " + file);
    return file;
  }

  private static double vectors(Path reference, Path evaluated) throws IOException {
    return Ran.aulos("fad", reference, evaluated, "--json").json().path("value").asDouble();
  }

  private static double fad(Path reference, Path evaluated) throws IOException {
    Ran ran =
        Ran.aulos("fad", reference, evaluated, "-x", "mfcc", "-e", "statistics", "--json", "-q");
    assertThat(ran.code()).isZero();
    return ran.json().path("scores").path(0).path("value").asDouble();
  }

  private Path embedded(Path sounds) {
    Path vectors = folder.resolve("vectors").resolve(sounds.getFileName());
    Ran ran = Ran.aulos("embed", sounds, "-d", vectors, "-x", "mfcc", "-e", "statistics", "-q");
    assertThat(ran.code()).isZero();
    return vectors;
  }
}
