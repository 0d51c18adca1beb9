package com.acme.encoder;

import java.util.Optional;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Waveform;

/** Loudness in equal parts of a clip, in decibels below full scale. */
record TemplateEncoder(int dimension) implements Encoder<AudioBatch> {
  private static final AudioFormat FORMAT = AudioFormat.mono(16_000); // Aulos resamples to it

  @Override
  public Class<AudioBatch> inputType() {
    return AudioBatch.class;
  }

  @Override
  public Optional<AudioFormat> audioFormat() {
    return Optional.of(FORMAT);
  }

  @Override
  public EmbeddingBatch encode(AudioBatch audio) {
    if (!audio.format().equals(FORMAT)) {
      throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
    }
    return EmbeddingBatch.of(
        audio.manager(), audio.waveforms().stream().map(this::levels).toList());
  }

  private float[] levels(Waveform clip) {
    float[] power = new float[dimension];
    for (int i = 0; i < clip.frames(); i++) {
      float sample = clip.channel(0)[i];
      power[(int) ((long) i * dimension / clip.frames())] += sample * sample;
    }
    for (int part = 0; part < dimension; part++) {
      power[part] =
          (float) (10 * Math.log10(1e-10 + power[part] * dimension / (1 + clip.frames())));
    }
    return power;
  }
}
