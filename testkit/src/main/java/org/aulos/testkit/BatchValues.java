package org.aulos.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.FeatureBatch;

/** The valid values of each clip of a batch, on the host and without the padding. */
final class BatchValues {
  private BatchValues() {}

  /** Samples of each clip, its channels one after the other. */
  static List<float[]> clips(AudioBatch audio) {
    float[] values = audio.toFloats();
    int padded = values.length / (audio.size() * audio.channels());
    List<float[]> clips = new ArrayList<>();
    for (int clip = 0; clip < audio.size(); clip++) {
      int length = audio.length(clip);
      float[] samples = new float[audio.channels() * length];
      for (int channel = 0; channel < audio.channels(); channel++) {
        int from = (clip * audio.channels() + channel) * padded;
        System.arraycopy(values, from, samples, channel * length, length);
      }
      clips.add(samples);
    }
    return clips;
  }

  /** Features of each clip, {@code [frames × bins]}. */
  static List<float[]> clips(FeatureBatch features) {
    float[] values = features.toFloats();
    int stride = values.length / features.size();
    List<float[]> clips = new ArrayList<>();
    for (int clip = 0; clip < features.size(); clip++) {
      int length = features.frames(clip) * features.bins();
      clips.add(Arrays.copyOfRange(values, clip * stride, clip * stride + length));
    }
    return clips;
  }

  /** Vectors of each clip. */
  static List<float[]> clips(EmbeddingBatch embeddings) {
    float[] values = embeddings.toFloats();
    int dimension = embeddings.dimension();
    List<float[]> clips = new ArrayList<>();
    for (int clip = 0; clip < embeddings.size(); clip++) {
      clips.add(Arrays.copyOfRange(values, clip * dimension, (clip + 1) * dimension));
    }
    return clips;
  }
}
