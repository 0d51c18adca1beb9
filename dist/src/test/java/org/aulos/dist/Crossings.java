package org.aulos.dist;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;

/** The encoder of the guide: zero crossings per second in equal parts of a clip. */
final class Crossings implements Encoder<AudioBatch> {
  private static final AudioFormat FORMAT = AudioFormat.mono(16_000);

  private final int parts;

  Crossings(CrossingsOptions options) {
    this.parts = options.parts();
  }

  @Override
  public Class<AudioBatch> inputType() {
    return AudioBatch.class;
  }

  @Override
  public Optional<AudioFormat> audioFormat() {
    return Optional.of(FORMAT); // the runtime mixes and resamples to it
  }

  @Override
  public int dimension() {
    return parts;
  }

  @Override
  public EmbeddingBatch encode(AudioBatch audio) {
    if (!audio.format().equals(FORMAT)) {
      throw new IllegalArgumentException("expected " + FORMAT + " but was " + audio.format());
    }
    float[] samples = audio.toFloats(); // [clips, padded samples]
    int stride = samples.length / audio.size();
    float[] vectors = new float[audio.size() * parts];
    for (int clip = 0; clip < audio.size(); clip++) {
      int length = audio.length(clip); // what lies behind is padding
      for (int i = 1; i < length; i++) {
        int at = clip * stride + i;
        if (samples[at - 1] < 0 != samples[at] < 0) {
          int part = (int) ((long) i * parts / length);
          vectors[clip * parts + part] += (float) FORMAT.sampleRate() * parts / length;
        }
      }
    }
    return new EmbeddingBatch(audio.manager().create(vectors, new Shape(audio.size(), parts)));
  }
}
