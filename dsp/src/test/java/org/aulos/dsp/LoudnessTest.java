package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The meter against the definition, ITU-R BS.1770-4, and against the minimum requirements of EBU
 * Tech 3341 version 4, table 1: those of its signals that a formula gives.
 */
class LoudnessTest {
  private static final int RATE = 48_000;

  /** What EBU Tech 3341 allows for loudness, in LU. */
  private static final Offset<Double> TOLERANCE = within(0.1);

  @Test
  void theFiltersAt48KilohertzAreThoseOfTheRecommendation() {
    assertCoefficients(
        Biquad.kShelf(RATE),
        1.53512485958697,
        -2.69169618940638,
        1.19839281085285,
        -1.69065929318241,
        0.73248077421585);
    assertCoefficients(Biquad.kHighPass(RATE), 1, -2, 1, -1.99004745483398, 0.99007225036621);
  }

  private static void assertCoefficients(Biquad filter, double... expected) {
    // The parameters behind the table are known to ten digits or so.
    assertThat(new double[] {filter.b0(), filter.b1(), filter.b2(), filter.a1(), filter.a2()})
        .containsExactly(expected, offset(1e-9));
  }

  @Test
  void aFullScaleToneInOneChannelIsMinus3Point01() {
    float[][] tone = {Signals.sine(997, RATE, 5 * RATE)};

    // Annex 1 states the value, in these two digits.
    assertThat(Loudness.of(RATE).integrated(tone)).isCloseTo(-3.01, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 22_050, 32_000, 44_100, 96_000, 192_000})
  void otherRatesMeasureTheSame(int rate) {
    float[][] tone = {Signals.sine(997, rate, 5 * rate)};

    // The bilinear transform bends the slope of the shelf a little, on which 997 Hz lies.
    assertThat(Loudness.of(rate).integrated(tone)).isCloseTo(-3.01, within(0.05));
  }

  @ParameterizedTest
  @CsvSource({"-23, -23", "-33, -33"})
  void cases1And2AToneMeasuresAsItsLevel(double level, double expected) {
    assertThat(stereo(level, 20)).isCloseTo(expected, TOLERANCE);
  }

  @Test
  void case3TheRelativeGateLeavesOutWhatIsMuchSofter() {
    assertThat(stereo(-36, 10, -23, 60, -36, 10)).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void case4TheAbsoluteGateLeavesOutWhatIsNearSilence() {
    assertThat(stereo(-72, 10, -36, 10, -23, 60, -36, 10, -72, 10)).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void case5LevelsAreAveragedAsPowers() {
    assertThat(stereo(-26, 20, -20, 20.1, -26, 20)).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void case6SurroundChannelsCountMore() {
    float[][] five = {
      tone(-28, 20), tone(-28, 20), tone(-24, 20), tone(-30, 20), tone(-30, 20),
    };

    assertThat(Loudness.of(RATE).integrated(five)).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void theChannelOfLowFrequenciesDoesNotCount() {
    float[][] five = {
      tone(-28, 5), tone(-28, 5), tone(-24, 5), tone(-30, 5), tone(-30, 5),
    };
    float[][] six = {five[0], five[1], five[2], tone(0, 5), five[3], five[4]};

    assertThat(Loudness.of(RATE).integrated(six)).isEqualTo(Loudness.of(RATE).integrated(five));
  }

  /**
   * Cases 15 to 19: frequency as a part of the rate, amplitude, phase in degrees, expected dBTP.
   */
  @ParameterizedTest
  @CsvSource({
    "4, 0.50,  0.0, -6.0",
    "4, 0.50, 45.0, -6.0",
    "6, 0.50, 60.0, -6.0",
    "8, 0.50, 67.5, -6.0",
    "4, 1.41, 45.0,  3.0",
  })
  void cases15To19ThePeakBetweenSamplesIsFound(
      int part, double amplitude, double degrees, double expected) {
    float[] tone = new float[RATE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (amplitude * Math.sin(2 * Math.PI * i / part + Math.toRadians(degrees)));
    }
    fade(tone);

    double peak = Loudness.of(RATE).truePeak(new float[][] {tone, tone});

    // The tolerance of table 1.
    assertThat(peak).isBetween(expected - 0.4, expected + 0.2);
  }

  @Test
  void thePeakIsTheSameWhereverItLiesInALongProgramme() {
    // On both sides of where the search joins its parts.
    for (int position : new int[] {5, 65_534, 65_536, 131_071, 199_990}) {
      float[] click = new float[200_000];
      click[position] = 0.5f;
      click[position + 1] = 0.5f;

      // The sum of two sincs, half a sample from each: 2 * 0.5 * sinc(1/2) = 2 / pi.
      assertThat(Loudness.of(RATE).truePeak(new float[][] {click}))
          .as("at %d", position)
          .isCloseTo(Signals.decibels(2 / Math.PI), within(0.2));
    }
  }

  @Test
  void halfTheAmplitudeIsSixDecibelsLess() {
    float[] noise = Signals.noise(5 * RATE, 1);
    float[] half = noise.clone();
    for (int i = 0; i < half.length; i++) {
      half[i] /= 2;
    }
    Loudness loudness = Loudness.of(RATE);

    assertThat(
            loudness.integrated(new float[][] {noise}) - loudness.integrated(new float[][] {half}))
        .isCloseTo(Signals.decibels(2), within(1e-6));
  }

  @Test
  void silenceAndLessThanABlockHaveNoLoudness() {
    Loudness loudness = Loudness.of(RATE);

    assertThat(loudness.integrated(new float[1][RATE])).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(loudness.integrated(new float[][] {tone(-10, 0.39)}))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(loudness.integrated(new float[][] {tone(-10, 0.4)})).isCloseTo(-13, within(0.1));
    assertThat(loudness.integrated(new float[1][0])).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(loudness.truePeak(new float[1][0])).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    Loudness loudness = Loudness.of(RATE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loudness.of(4_000))
        .withMessageContaining("8000..768000 Hz but was 4000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loudness.integrated(new float[7][10]))
        .withMessageContaining("1 to 6 channels but was 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loudness.integrated(new float[][] {new float[9], new float[10]}))
        .withMessageContaining("one length");
    assertThatIllegalArgumentException().isThrownBy(() -> loudness.truePeak(new float[0][]));
  }

  /** Integrated loudness of tones in both channels, given as pairs of dBFS and seconds. */
  private static double stereo(double... levelsAndSeconds) {
    int frames = 0;
    for (int i = 1; i < levelsAndSeconds.length; i += 2) {
      frames += (int) Math.round(levelsAndSeconds[i] * RATE);
    }
    float[] programme = new float[frames];
    int position = 0;
    for (int i = 0; i < levelsAndSeconds.length; i += 2) {
      float[] tone = tone(levelsAndSeconds[i], levelsAndSeconds[i + 1]);
      System.arraycopy(tone, 0, programme, position, tone.length);
      position += tone.length;
    }
    return Loudness.of(RATE).integrated(new float[][] {programme, programme});
  }

  /** A tone of 1 kHz whose peak is at {@code level} dBFS. */
  private static float[] tone(double level, double seconds) {
    float[] tone = Signals.sine(1000, RATE, (int) Math.round(seconds * RATE));
    double gain = Math.pow(10, level / 20);
    for (int i = 0; i < tone.length; i++) {
      tone[i] *= (float) gain;
    }
    return tone;
  }

  /** Without edges, which have peaks of their own. */
  private static void fade(float[] tone) {
    int length = RATE / 10;
    for (int i = 0; i < length; i++) {
      float gain = (float) i / length;
      tone[i] *= gain;
      tone[tone.length - 1 - i] *= gain;
    }
  }
}
