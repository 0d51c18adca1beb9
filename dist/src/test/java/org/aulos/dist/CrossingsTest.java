package org.aulos.dist;

import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.testkit.AudioEncoderContract;

class CrossingsTest implements AudioEncoderContract {
  @Override
  public Encoder<AudioBatch> encoder() {
    return new Crossings(CrossingsOptions.DEFAULTS);
  }
}
