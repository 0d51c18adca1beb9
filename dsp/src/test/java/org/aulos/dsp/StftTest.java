package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StftTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 12, 35, 127, 400, 441, 1024, 1009, 10_007})
  void agreesWithTheDefinitionOfTheTransform(int size) {
    // One frame that starts at the signal, so that only window and transform remain.
    var stft = new Stft(StftOptions.inside(size, size, 1));
    float[] samples = Signals.noise(size, size);
    var spectrum = stft.forward(samples);
    float[] window = Windows.hann(size);

    for (int k = 0; k < stft.bins(); k += 1 + size / 50) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < size; i++) {
        double angle = 2 * Math.PI * ((long) k * i % size) / size;
        re += window[i] * samples[i] * Math.cos(angle);
        im -= window[i] * samples[i] * Math.sin(angle);
      }
      assertThat(spectrum.re()[k]).isCloseTo((float) re, within(2e-6f * size));
      assertThat(spectrum.im()[k]).isCloseTo((float) im, within(2e-6f * size));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "16, 16, 4",
    "15, 15, 5",
    "400, 400, 160",
    "512, 400, 100",
    "1009, 1000, 250",
    "1024, 1023, 300",
    "16384, 16384, 4096"
  })
  void inverseGivesTheSignalBack(int fftSize, int windowSize, int hop) {
    var stft = new Stft(StftOptions.centred(fftSize, windowSize, hop));
    float[] samples = Signals.noise(5_003, 1);

    float[] back = stft.inverse(stft.forward(samples), samples.length);
    // The last samples lie beyond the last whole frame.
    int covered = (stft.frames(samples.length) - 1) * hop;
    for (int i = 0; i < covered; i++) {
      assertThat(back[i]).isCloseTo(samples[i], within(1e-5f));
    }
  }

  @Test
  void inverseIsSilentBeyondTheFrames() {
    var stft = new Stft(StftOptions.centred(64, 16));
    float[] back = stft.inverse(stft.forward(Signals.noise(160, 1)), 1_000);

    assertThat(back).hasSize(1_000);
    for (int i = 160 + 64; i < 1_000; i++) {
      assertThat(back[i]).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1009, 1024})
  void energyIsTheSameInTimeAndFrequency(int size) {
    var stft = new Stft(StftOptions.inside(size, size, size));
    float[] samples = Signals.noise(size, 3);
    float[] power = stft.spectrum(samples, Spectrum.POWER);
    float[] window = Windows.hann(size);

    double time = 0;
    for (int i = 0; i < size; i++) {
      time += Math.pow(window[i] * samples[i], 2);
    }
    double frequency = power[0];
    for (int k = 1; k < power.length; k++) {
      // All bins but 0 Hz and half the rate stand for two.
      frequency += k * 2 == size ? power[k] : 2 * power[k];
    }
    assertThat(frequency / size).isCloseTo(time, within(1e-5 * time));
  }

  @Test
  void magnitudeIsTheRootOfPower() {
    var stft = new Stft(StftOptions.centred(400, 160));
    float[] samples = Signals.noise(2_000, 4);
    float[] power = stft.spectrum(samples, Spectrum.POWER);
    float[] magnitude = stft.spectrum(samples, Spectrum.MAGNITUDE);

    assertThat(power).isNotEmpty();
    for (int i = 0; i < power.length; i++) {
      assertThat(magnitude[i]).isEqualTo((float) Math.sqrt(power[i]));
    }
  }

  @Test
  void isLinear() {
    var stft = new Stft(StftOptions.centred(512, 128));
    float[] a = Signals.noise(3_000, 5);
    float[] b = Signals.noise(3_000, 6);
    float[] mix = new float[3_000];
    for (int i = 0; i < mix.length; i++) {
      mix[i] = 0.5f * a[i] - 2 * b[i];
    }

    var ofMix = stft.forward(mix);
    var ofA = stft.forward(a);
    var ofB = stft.forward(b);
    for (int i = 0; i < ofMix.re().length; i++) {
      float expected = 0.5f * ofA.re()[i] - 2 * ofB.re()[i];
      assertThat(ofMix.re()[i]).isCloseTo(expected, within(1e-4f));
    }
  }

  @Test
  void zeroPaddingReadsZerosBeyondTheSignal() {
    StftOptions options = StftOptions.centred(8, 4).withPadding(Padding.ZERO);
    float[] samples = Signals.noise(12, 7);
    float[] extended = new float[12 + 8];
    System.arraycopy(samples, 0, extended, 4, 12);

    float[] expected = new Stft(StftOptions.inside(8, 8, 4)).spectrum(extended, Spectrum.POWER);
    assertThat(new Stft(options).spectrum(samples, Spectrum.POWER)).isEqualTo(expected);
  }

  @Test
  void reflectionRepeatsForShortSignals() {
    int[] positions = {-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6};
    int[] expected = {1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2};

    for (int i = 0; i < positions.length; i++) {
      assertThat(Padding.reflect(positions[i], 3)).isEqualTo(expected[i]);
      assertThat(Padding.reflect(positions[i], 1)).isZero();
    }
  }

  @Test
  void aSingleSampleReadsAsAConstant() {
    var stft = new Stft(StftOptions.centred(16, 4));
    float[] constant = new float[16];
    Arrays.fill(constant, 0.5f);

    float[] expected = new Stft(StftOptions.inside(16, 16, 4)).spectrum(constant, Spectrum.POWER);
    assertThat(stft.spectrum(new float[] {0.5f}, Spectrum.POWER)).isEqualTo(expected);
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StftOptions.centred(1024, 0))
        .withMessage("expected hop >= 1 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StftOptions.centred(400, 512, 160))
        .withMessage("expected windowSize in 1..400 but was 512");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StftOptions(8, 8, Window.HANN, 4, Padding.NONE, 4, false))
        .withMessage("expected padding NONE exactly if margin is 0 but was NONE with margin 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StftOptions.inside(512, 401, 160))
        .withMessageContaining("was 111");
  }

  @Test
  void aSpectrogramOfAnotherSizeIsRefused() {
    var stft = new Stft(StftOptions.centred(8, 4));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> stft.inverse(new ComplexSpectrogram(3, 6), 10))
        .withMessage("expected 5 bins but was 6");
  }
}
