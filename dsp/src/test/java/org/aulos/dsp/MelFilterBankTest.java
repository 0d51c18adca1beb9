package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MelFilterBankTest {

  @Test
  void givesTheProductWithItsMatrix() {
    var bank = new MelFilterBank(new MelOptions(16_000, 64, 60, 7_800), 1024);
    float[] spectrum = Signals.noise(3 + bank.bins(), 1);
    float[] bands = new float[5 + bank.bands()];
    bank.apply(spectrum, 3, bands, 5);

    float[] matrix = bank.matrix();
    for (int band = 0; band < bank.bands(); band++) {
      double sum = 0;
      for (int k = 0; k < bank.bins(); k++) {
        sum += matrix[band * bank.bins() + k] * spectrum[3 + k];
      }
      assertThat(bands[5 + band]).isCloseTo((float) sum, within(1e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource
  void scalesAreTheirOwnInverse(MelOptions.Scale scale) {
    for (double hertz : new double[] {0, 60, 999.9, 1000, 1000.1, 7_800, 24_000}) {
      assertThat(scale.toHertz(scale.toMel(hertz))).isCloseTo(hertz, within(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({"SLANEY, 1000, 15", "SLANEY, 6400, 42", "HTK, 700, 781.1728", "HTK, 0, 0"})
  void scalesHaveTheirPublishedPoints(MelOptions.Scale scale, double hertz, double mel) {
    assertThat(scale.toMel(hertz)).isCloseTo(mel, within(1e-3));
  }

  @Test
  void aBandBetweenTheBinsIsSilent() {
    var bank = new MelFilterBank(new MelOptions(48_000, 128, 0, 24_000), 256);
    float[] bands = new float[128];
    bank.apply(Signals.noise(129, 1), 0, bands, 0);

    assertThat(bands).contains(0f);
  }

  @Test
  void neighboursOfPeakOneAddUpToOneBetweenThePeaks() {
    MelOptions options = MelOptions.htk(16_000, 20, 0, 8_000);
    float[] matrix = new MelFilterBank(options, 512).matrix();

    for (int k = 5; k < 200; k++) {
      float sum = 0;
      for (int band = 0; band < 20; band++) {
        sum += matrix[band * 257 + k];
      }
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void frequenciesThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelOptions(16_000, 64, 60, 9_000))
        .withMessage("expected minFrequency < maxFrequency <= 8000.0 Hz but was 60.0..9000.0 Hz");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelOptions(16_000, 64, Double.NaN, 8_000));
  }

  /** Those of {@code librosa.mel_frequencies}. */
  @Test
  void centresAreThoseOfLibrosa() {
    MelOptions slaney = new MelOptions(22_000, 96, 0, 11_000);
    MelOptions htk = MelOptions.htk(16_000, 64, 60, 7_800);

    assertThat(slaney.centre(0)).isCloseTo(34.280120269075184, within(1e-9));
    assertThat(slaney.centre(50)).isCloseTo(2163.419400331857, within(1e-9));
    assertThat(slaney.centre(95)).isCloseTo(10617.918354863012, within(1e-9));
    assertThat(htk.centre(0)).isCloseTo(88.76200452439842, within(1e-9));
    assertThat(htk.centre(63)).isCloseTo(7490.049676511991, within(1e-9));
  }

  @Test
  void thereIsNoCentreOfABandThatIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MelOptions.htk(16_000, 64, 60, 7_800).centre(64))
        .withMessage("expected band in 0..63 but was 64");
  }
}
