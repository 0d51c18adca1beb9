package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {

  // Few and many phases, up and down; the last pair has too many taps to keep.
  private static final String PAIRS =
      """
      44100, 16000
      48000, 16000
      16000, 44100
      8000, 192000
      192000, 8000
      96000, 44100
      44100, 15997
      """;

  @ParameterizedTest
  @CsvSource(textBlock = PAIRS)
  void aToneInThePassbandKeepsItsAmplitudeAndPlace(int from, int to) {
    double hertz = 0.3 * Math.min(from, to);
    float[] actual = Resampler.of(from, to).resample(Signals.sine(hertz, from, from / 2));
    float[] expected = Signals.sine(hertz, to, actual.length);

    // A hundred periods from the ends, where the tone is cut.
    int edge = (int) (100 * to / hertz);
    for (int i = edge; i < actual.length - edge; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = PAIRS)
  void thePassbandReachesUpToNineTenths(int from, int to) {
    double hertz = 0.9 * Math.min(from, to) / 2;
    float[] actual = Resampler.of(from, to).resample(Signals.sine(hertz, from, from / 2));

    double level = Signals.rms(actual, to / 8, 3 * to / 8) * Math.sqrt(2);
    assertThat(Signals.decibels(level)).isCloseTo(0, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 16000",
    "48000, 16000",
    "48000, 44100",
    "192000, 8000",
    "96000, 44100",
    "22050, 16000",
    "44100, 15997"
  })
  void aToneBeyondTheLowerRateIsStoppedByAHundredDecibels(int from, int to) {
    Resampler resampler = Resampler.of(from, to);
    for (int step = 0; step <= 8; step++) {
      double hertz = to / 2.0 + step * (from - to) / 2.0 / 8;
      float[] tone = fadedSine(hertz, from, from / 2);
      float[] actual = resampler.resample(tone);

      double level = Signals.rms(actual, 0, actual.length) / Signals.rms(tone, 0, tone.length);
      assertThat(Signals.decibels(level)).as("%s Hz", hertz).isLessThanOrEqualTo(-100);
    }
  }

  @ParameterizedTest
  @CsvSource({"16000, 44100", "8000, 192000", "16000, 48000", "44100, 48000"})
  void theImagesOfAnInterpolatedToneAreStoppedByAHundredDecibels(int from, int to) {
    double hertz = 0.4 * from;
    float[] actual = Resampler.of(from, to).resample(fadedSine(hertz, from, from / 2));
    var stft = new Stft(StftOptions.inside(4096, 4096, 4096));
    float[] frame = Arrays.copyOfRange(actual, actual.length / 2 - 2048, actual.length / 2 + 2048);

    // Two Hann windows: the side lobes of one alone hide what is 100 dB below.
    float[] window = Windows.hann(4096);
    for (int i = 0; i < frame.length; i++) {
      frame[i] *= window[i] * window[i];
    }
    float[] power = stft.spectrum(frame, Spectrum.POWER);
    double tone = power[(int) Math.round(hertz * 4096 / to)];
    for (int k = (int) Math.ceil((double) from / 2 * 4096 / to) + 3; k < power.length; k++) {
      assertThat(10 * Math.log10(power[k] / tone)).isLessThanOrEqualTo(-100);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = PAIRS)
  void theLengthIsTheRatioRoundedUp(int from, int to) {
    Resampler resampler = Resampler.of(from, to);
    for (int length : new int[] {0, 1, 2, 3, 100, 44_099}) {
      float[] actual = resampler.resample(Signals.noise(length, 1));

      assertThat(actual).hasSize((int) Math.ceil((double) length * to / from));
      for (float value : actual) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void longAndShortClipsAgree(Resampler.Quality quality) {
    Resampler resampler = Resampler.of(44_100, 16_000, quality);
    float[] samples = Signals.noise(200_000, 2);
    float[] whole = resampler.resample(samples);

    // 441 input samples are 160 output samples; a short clip takes the way without vectors.
    float[] part = resampler.resample(Arrays.copyOfRange(samples, 441 * 100, 441 * 108));
    for (int i = 400; i < 800; i++) {
      assertThat(part[i]).isCloseTo(whole[16_000 + i], within(1e-5f));
    }
  }

  @Test
  void aKernelReadFromATableIsAsExactAsAFloat() {
    var exact = new KaiserSinc(5_333, 14_700);
    var sampled = new SampledKernel(exact, 5_333, 14_700);

    for (double distance = -220; distance <= 220; distance += 0.00917) {
      assertThat(sampled.at(distance)).isCloseTo(exact.at(distance), within(1e-7 * exact.at(0)));
    }
    assertThat(sampled.at(1e9)).isZero();
  }

  @Test
  void isLinear() {
    Resampler resampler = Resampler.of(44_100, 16_000);
    float[] a = Signals.noise(50_000, 3);
    float[] b = Signals.noise(50_000, 4);
    float[] mix = new float[50_000];
    for (int i = 0; i < mix.length; i++) {
      mix[i] = 0.5f * a[i] - 2 * b[i];
    }

    float[] ofMix = resampler.resample(mix);
    float[] ofA = resampler.resample(a);
    float[] ofB = resampler.resample(b);
    for (int i = 0; i < ofMix.length; i++) {
      assertThat(ofMix[i]).isCloseTo(0.5f * ofA[i] - 2 * ofB[i], within(1e-5f));
    }
  }

  @Test
  void aConstantKeepsItsLevel() {
    float[] constant = new float[44_100];
    Arrays.fill(constant, 0.5f);
    float[] actual = Resampler.of(44_100, 16_000).resample(constant);

    for (int i = 200; i < actual.length - 200; i++) {
      assertThat(actual[i]).isCloseTo(0.5f, within(5e-6f));
    }
  }

  @Test
  void equalRatesCopy() {
    float[] samples = Signals.noise(1_000, 5);

    assertThat(Resampler.of(16_000, 16_000).resample(samples))
        .isEqualTo(samples)
        .isNotSameAs(samples);
  }

  @ParameterizedTest
  @CsvSource({"44100, 16000, 60001", "48000, 16000, 60001", "16000, 48000, 20001", "3, 2, 40"})
  void aSectionIsAWaveformOfItsOwn(int from, int to, int length) {
    Resampler resampler = Resampler.of(from, to);
    float[] samples = Signals.noise(length + 700, 6);
    float[] out = new float[resampler.outputLength(length) + 7];
    resampler.resample(samples, 400, length, out, 7);

    float[] copied = resampler.resample(Arrays.copyOfRange(samples, 400, 400 + length));
    assertThat(Arrays.copyOfRange(out, 7, out.length)).isEqualTo(copied);
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<float[]> clips =
        IntStream.range(0, 24).mapToObj(i -> Signals.noise(30_000 + i, i)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<float[]>> tasks =
          clips.stream()
              .map(c -> (Callable<float[]>) () -> Resampler.of(32_000, 11_025).resample(c))
              .toList();
      List<Future<float[]>> results = threads.invokeAll(tasks);

      for (int i = 0; i < clips.size(); i++) {
        float[] expected = Resampler.of(32_000, 11_025).resample(clips.get(i));
        assertThat(results.get(i).get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampler.of(0, 16_000))
        .withMessage("expected from >= 1 Hz but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampler.of(Integer.MAX_VALUE, 1))
        .withMessageContaining("at most 1048576 input samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampler.of(1, Integer.MAX_VALUE).outputLength(2))
        .withMessageContaining("was 4294967294");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampler.of(2, 1).resample(new float[4], 2, 3, new float[2], 0))
        .withMessageContaining("offset 2, length 3");
  }

  private static float[] fadedSine(double hertz, int sampleRate, int samples) {
    float[] sine = new float[samples];
    for (int i = 0; i < samples; i++) {
      // Cosine: a sine at half the rate would be 0 at every sample.
      sine[i] = (float) Math.cos(2 * Math.PI * hertz * i / sampleRate);
    }
    return Signals.faded(sine);
  }
}
