package com.acme.extractor;

import static org.aulos.testkit.AulosAssertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.Waveform;
import org.aulos.testkit.ExtractorContract;
import org.junit.jupiter.api.Test;

class TemplateExtractorTest implements ExtractorContract {
  @Override
  public FeatureExtractor extractor() {
    return new TemplateExtractor(4);
  }

  @Test
  void countsPowerAndCrossings() {
    float[] samples = {1, -1, 1, -1, 2, 2, 2, 2, 9};
    try (NDManager manager = NDManager.newBaseManager()) {
      var audio = AudioBatch.of(manager, List.of(Waveform.mono(samples, 16_000)));

      assertThat(extractor().extract(audio)).hasClip(0, new float[] {1, 0.75f, 4, 0}, 1e-6);
    }
  }
}
