package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
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
