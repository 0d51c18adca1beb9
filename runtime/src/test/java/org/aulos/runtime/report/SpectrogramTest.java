package org.aulos.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.aulos.api.BandLevels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrogramTest {
  @ParameterizedTest
  @CsvSource({"440, 16000", "1000, 16000", "3000, 22050", "5000, 44100", "9000, 48000"})
  void sineIsBrightestInTheBandAroundIt(double frequency, int sampleRate) {
    BufferedImage picture =
        Spectrogram.of(Tones.sine(frequency, sampleRate, sampleRate), sampleRate);

    // 96 triangles have 97 even steps from 0 to the mel of half the rate; the first peaks at 1.
    double peak = 97 * mel(frequency) / mel(sampleRate / 2.0) - 1;
    assertThat((double) (95 - brightestRow(picture))).isBetween(peak - 1, peak + 1);
  }

  @Test
  void loudestPointIsWhiteAndTheFarEndBlack() {
    BufferedImage picture = Spectrogram.of(Tones.sine(440, 16_000, 16_000), 16_000);
    int middle = picture.getWidth() / 2;

    // Magma ends near white: #fcfdbf. The shade of a steady sine is the same everywhere.
    assertThat(shade(picture, middle, brightestRow(picture))).isGreaterThan(250);
    assertThat(shade(picture, middle, 0)).isZero();
  }

  @Test
  void silenceIsBlack() {
    BufferedImage picture = Spectrogram.of(new float[16_000], 16_000);

    assertThat(picture.getRaster().getSamples(0, 0, picture.getWidth(), 96, 0, (int[]) null))
        .containsOnly(0);
  }

  @Test
  void oneSampleIsAPicture() {
    assertThat(Spectrogram.of(new float[] {1}, 16_000).getHeight()).isEqualTo(96);
  }

  @Test
  void widthIsBoundedWhateverTheDuration() {
    assertThat(Spectrogram.of(new float[30 * 44_100], 44_100).getWidth()).isBetween(300, 602);
  }

  @Test
  void aLoudFrameIsSeenWhereAColumnStandsForSeveral() {
    float[] decibels = new float[2 * 3_000];
    decibels[2 * 1_502] = 40;
    BufferedImage picture =
        Spectrogram.of(new BandLevels(decibels, List.of(100.0, 200.0), 0.01), 80);

    // Five frames a column: 40 dB below the loudest is half of the range, 80 dB its end.
    assertThat(picture.getWidth()).isEqualTo(600);
    assertThat(shade(picture, 300, 1)).isEqualTo(128);
    assertThat(shade(picture, 301, 1)).isZero();
    assertThat(shade(picture, 300, 0)).isZero();
  }

  @Test
  void theLastFramesHaveAColumnHoweverFewTheyAre() {
    float[] decibels = new float[1_199];
    decibels[1_198] = 80;
    BufferedImage picture = Spectrogram.of(new BandLevels(decibels, List.of(100.0), 0.01), 80);

    assertThat(picture.getWidth()).isEqualTo(600);
    assertThat(shade(picture, 599, 0)).isGreaterThan(250);
    assertThat(shade(picture, 598, 0)).isZero();
  }

  @Test
  void levelsWithoutFramesAreAPicture() {
    assertThat(Spectrogram.of(new BandLevels(new float[0], List.of(100.0), 0.01), 0).getHeight())
        .isEqualTo(1);
  }

  @Test
  void frequenciesBeyondTheBandsHaveNoTick() {
    assertThat(Spectrogram.ticks(List.of(300.0, 700.0, 1_500.0)))
        .extracting(Spectrogram.Tick::label)
        .containsExactly("500 Hz", "1 kHz");
  }

  /** The row of the brightest point in the middle column. */
  static int brightestRow(BufferedImage picture) {
    int brightest = 0;
    for (int row = 0; row < picture.getHeight(); row++) {
      if (shade(picture, picture.getWidth() / 2, row)
          > shade(picture, picture.getWidth() / 2, brightest)) {
        brightest = row;
      }
    }
    return brightest;
  }

  private static int shade(BufferedImage picture, int x, int y) {
    return picture.getRaster().getSample(x, y, 0);
  }

  private static double mel(double frequency) {
    return 2595 * Math.log10(1 + frequency / 700);
  }
}
