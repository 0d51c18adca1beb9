package com.acme.encoder;

import static org.aulos.testkit.AulosAssertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.testkit.AudioEncoderContract;
import org.aulos.testkit.Signals;
import org.junit.jupiter.api.Test;

class TemplateEncoderTest implements AudioEncoderContract {
  @Override
  public Encoder<AudioBatch> encoder() {
    return new TemplateEncoder(4);
  }

  @Test
  void aSineOfHalfTheFullScaleHasNineDecibelsLessThanIt() {
    try (NDManager manager = NDManager.newBaseManager()) {
      var sine = AudioBatch.of(manager, List.of(Signals.sine(440, 1, 16_000)));

      // 0.5 of full scale has a mean square of 0.125.
      float level = (float) (10 * Math.log10(0.125));
      assertThat(encoder().encode(sine)).hasClip(0, new float[] {level, level, level, level}, 1e-3);
    }
  }
}
