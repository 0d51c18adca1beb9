package com.acme.extractor;

import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;
import org.aulos.api.Waveform;

/** Mean square and share of zero crossings of successive frames; what is left over is dropped. */
record TemplateExtractor(int hop) implements FeatureExtractor {
  private static final AudioFormat FORMAT = AudioFormat.mono(16_000); // Aulos resamples to it

  @Override
  public AudioFormat audioFormat() {
    return FORMAT;
  }

  @Override
  public FeatureFormat featureFormat() {
    return new FeatureFormat((double) FORMAT.sampleRate() / hop, 2);
  }

  @Override
  public FeatureBatch extract(AudioBatch audio) {
    if (!audio.format().equals(FORMAT)) {
      throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
    }
    return FeatureBatch.of(
        audio.manager(), audio.waveforms().stream().map(this::frames).toList(), featureFormat());
  }

  /** Features of a clip, {@code [frames × 2]}. */
  private float[] frames(Waveform clip) {
    float[] samples = clip.channel(0);
    float[] features = new float[samples.length / hop * 2];
    for (int i = 0; i < features.length / 2 * hop; i++) {
      int frame = i / hop;
      features[2 * frame] += samples[i] * samples[i] / hop;
      if (i % hop > 0 && samples[i - 1] < 0 != samples[i] < 0) {
        features[2 * frame + 1] += 1f / hop;
      }
    }
    return features;
  }
}
