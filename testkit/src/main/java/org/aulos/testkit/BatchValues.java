package org.aulos.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.FeatureBatch;
import org.aulos.api.Waveform;

/** The valid values of each clip of a batch, on the host and without the padding. */
final class BatchValues {
  private BatchValues() {}

  /** Samples of each clip, its channels one after the other. */
  static List<float[]> clips(AudioBatch audio) {
    List<float[]> clips = new ArrayList<>();
    for (Waveform clip : audio.waveforms()) {
      float[] samples = new float[clip.channels() * clip.frames()];
      for (int channel = 0; channel < clip.channels(); channel++) {
        System.arraycopy(clip.channel(channel), 0, samples, channel * clip.frames(), clip.frames());
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

  /** Vectors of each clip, {@code [vectors × dimension]}. */
  static List<float[]> clips(EmbeddingBatch embeddings) {
    float[] values = embeddings.toFloats();
    List<float[]> clips = new ArrayList<>();
    int start = 0;
    for (int count : embeddings.counts()) {
      int end = start + count * embeddings.dimension();
      clips.add(Arrays.copyOfRange(values, start, end));
      start = end;
    }
    return clips;
  }
}
