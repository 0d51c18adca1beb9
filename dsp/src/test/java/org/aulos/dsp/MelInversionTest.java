package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MelInversionTest {
  private static final MelFilterBank BANK =
      new MelFilterBank(LogMelOptions.COALA.mel(), LogMelOptions.COALA.stft().fftSize());

  private final Fixture fixture = Fixture.load("dsp-griffin-lim");
  private final float[] bands = fixture.input("bands");
  private final float[] spectra = new MelInversion(BANK).spectra(bands);

  private float[] bandsOfSpectra() {
    float[] fit = new float[bands.length];
    for (int frame = 0; frame < bands.length / BANK.bands(); frame++) {
      BANK.apply(spectra, frame * BANK.bins(), fit, frame * BANK.bands());
    }
    return fit;
  }

  /** The spectrum is not unique, but its bands are. Tolerance: 1e-4 of the loudest of them. */
  @Test
  void bandsAreThoseOfTheActiveSetMethod() {
    fixture.assertMatches("fit", bandsOfSpectra());
  }

  @Test
  void nothingIsNegative() {
    assertThat(spectra).isNotEmpty();
    for (float value : spectra) {
      assertThat(value).isNotNegative();
    }
  }

  @Test
  void comesNearerThanLibrosa() {
    float[] residual = Signals.difference(bandsOfSpectra(), bands);
    float[] librosa = fixture.expected("librosa_residual");

    for (int frame = 0; frame < librosa.length; frame++) {
      int from = frame * BANK.bands();
      double norm = Signals.rms(residual, from, from + BANK.bands()) * Math.sqrt(BANK.bands());
      assertThat(norm).isLessThan(librosa[frame]);
    }
  }

  @Test
  void aFlatSpectrumComesBackFlatWhereBandsLie() {
    float[] flat = new float[BANK.bins()];
    Arrays.fill(flat, 3);
    float[] own = new float[BANK.bands()];
    BANK.apply(flat, 0, own, 0);

    float[] back = new MelInversion(BANK).spectra(own);

    // Between the centres of the first and the last band; outside them a band stands alone.
    for (int bin = 4; bin < 495; bin++) {
      assertThat(back[bin]).isCloseTo(3, within(0.3f));
    }
  }

  @Test
  void silenceComesBackAsSilence() {
    assertThat(new MelInversion(BANK).spectra(new float[2 * BANK.bands()])).containsOnly(0);
  }

  @Test
  void bandsThatNoFilterHearsAreLeftAlone() {
    // 128 bands on 33 bins: most have no weight.
    MelFilterBank narrow = new MelFilterBank(new MelOptions(16_000, 128, 0, 8_000), 64);
    float[] some = new float[128];
    Arrays.fill(some, 1);

    for (float value : new MelInversion(narrow).spectra(some)) {
      assertThat(value).isFinite().isNotNegative();
    }
  }

  @Test
  void refusesPartsOfFrames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelInversion(BANK).spectra(new float[97]))
        .withMessage("expected frames of 96 bands but was 97");
  }
}
