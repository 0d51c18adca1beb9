package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MfccTest {

  @Test
  void silenceIsAFlatSpectrum() {
    float[] features = new Mfcc(MfccOptions.at(16_000)).extract(Signals.silence(16_000));

    // -100 dB in each of 128 bands: the orthonormal transform puts sqrt(128) of it in the first.
    assertThat(features[0]).isCloseTo((float) (-100 * Math.sqrt(128)), within(1e-3f));
    assertThat(features[1]).isCloseTo(0, within(1e-4f));
  }

  @Test
  void loudnessMovesTheFirstCoefficientAlone() {
    var mfcc = new Mfcc(MfccOptions.at(16_000));
    float[] samples = Signals.noise(16_000, 1);
    float[] quiet = samples.clone();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] /= 10;
    }

    float[] difference = mfcc.extract(samples);
    float[] features = mfcc.extract(quiet);
    for (int i = 0; i < features.length; i++) {
      float expected = i % 20 == 0 ? (float) (20 * Math.sqrt(128)) : 0;
      assertThat(difference[i] - features[i]).isCloseTo(expected, within(1e-3f));
    }
  }

  @Test
  void levelsFarBelowTheLoudestAreRaised() {
    MfccOptions all = MfccOptions.at(16_000);
    float[] half = Signals.noise(16_000, 2);
    Arrays.fill(half, 8_000, 16_000, 0);
    var options = new MfccOptions(all.stft(), all.mel(), 20, Double.POSITIVE_INFINITY);

    float[] raised = new Mfcc(all).extract(half);
    float[] kept = new Mfcc(options).extract(half);
    int last = raised.length - 20;
    assertThat(raised[last]).isGreaterThan(kept[last] + 100);
    assertThat(raised[0]).isEqualTo(kept[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 9})
  void derivativesOfAParabolaAreExact(int width) {
    float[] parabola = new float[2 * 30];
    for (int t = 0; t < 30; t++) {
      parabola[2 * t] = 3 * t * t - 5 * t + 7;
      parabola[2 * t + 1] = -parabola[2 * t];
    }

    float[] first = new Deltas(1, width).apply(parabola, 30, 2);
    float[] second = new Deltas(2, width).apply(parabola, 30, 2);
    for (int t = width / 2; t < 30 - width / 2; t++) {
      assertThat(first[2 * t]).isCloseTo(6 * t - 5, within(1e-3f));
      assertThat(second[2 * t]).isCloseTo(6, within(1e-3f));
      assertThat(second[2 * t + 1]).isCloseTo(-6, within(1e-3f));
    }
  }

  @Test
  void oneFrameDoesNotChangeOverTime() {
    assertThat(new Deltas(1, 9).apply(new float[] {1, 2}, 1, 2)).containsExactly(0, 0);
    assertThat(new Deltas(2, 9).apply(new float[0], 0, 2)).isEmpty();
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    MfccOptions options = MfccOptions.DEFAULTS;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MfccOptions(options.stft(), options.mel(), 129, 80))
        .withMessage("expected coefficients in 1..128 but was 129");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deltas(1, 4))
        .withMessage("expected an odd width >= 3 but was 4");
    assertThatIllegalArgumentException().isThrownBy(() -> new Deltas(3, 5));
  }
}
