package org.aulos.plugins.byola;

import static org.assertj.core.api.Assertions.assertThat;

import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;
import org.aulos.testkit.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrontEndTest {
  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aSegmentHasNinetySixFramesOfSixtyFourBands(FrontEnd frontEnd) {
    float[] samples = Signals.noise(1, 0.95, 16_000).channel(0);

    assertThat(samples).hasSize(Segments.SAMPLES);
    assertThat(new LogMel(frontEnd.options()).extract(samples)).hasSize(Segments.FRAMES * 64);
  }

  @Test
  void aLongerTransformHearsNoMoreOfTheSignal() {
    LogMelOptions options = FrontEnd.MEL_25MS_1024.options();

    assertThat(options.stft().fftSize()).isEqualTo(1024);
    assertThat(options.stft().windowSize()).isEqualTo(400);
    assertThat(options.stft().hop()).isEqualTo(160);
    assertThat(options.mel()).isEqualTo(FrontEnd.MEL_25MS.options().mel());
  }
}
