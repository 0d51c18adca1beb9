package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.RenderedAudio;
import org.aulos.api.TrainingData;
import org.aulos.api.Waveform;

/**
 * {@link TrainingData} for tests: clips that are rendered, never read. Channels are averaged or
 * repeated, and rates converted by linear interpolation: good enough to train on, not to listen to.
 *
 * @param dataset examples whose audio is all {@link RenderedAudio}
 * @param directory of the run: a temporary folder of the test
 * @param seed of the run
 */
public record TestTrainingData(Dataset dataset, Path directory, long seed) implements TrainingData {
  @Override
  public Iterator<AudioBatch> batches(
      NDManager manager, AudioFormat format, List<Integer> clips, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("expected batchSize >= 1 but was " + batchSize);
    }
    List<Clip> all = dataset.clips();
    List<List<Waveform>> batches = new ArrayList<>();
    for (int start = 0; start < clips.size(); start += batchSize) {
      batches.add(
          clips.subList(start, Math.min(clips.size(), start + batchSize)).stream()
              .map(clip -> converted(rendered(all.get(clip)), format))
              .toList());
    }
    // Tensors are made when they are asked for, as each batch has a scope of its own.
    return batches.stream().map(batch -> AudioBatch.of(manager, batch)).iterator();
  }

  private static Waveform rendered(Clip clip) {
    if (clip.audio() instanceof RenderedAudio audio) {
      return audio.render();
    }
    throw new IllegalArgumentException(
        "tests train on rendered audio, but clip '%s' is %s".formatted(clip.id(), clip.audio()));
  }

  private static Waveform converted(Waveform waveform, AudioFormat format) {
    float[][] channels = new float[format.channels()][];
    for (int channel = 0; channel < channels.length; channel++) {
      float[] samples =
          waveform.channels() == format.channels() ? waveform.channel(channel) : mean(waveform);
      channels[channel] = resampled(samples, waveform.sampleRate(), format.sampleRate());
    }
    return new Waveform(channels, format.sampleRate());
  }

  private static float[] mean(Waveform waveform) {
    float[] mean = new float[waveform.frames()];
    for (int channel = 0; channel < waveform.channels(); channel++) {
      float[] samples = waveform.channel(channel);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += samples[i] / waveform.channels();
      }
    }
    return mean;
  }

  private static float[] resampled(float[] samples, int from, int to) {
    float[] resampled = new float[Math.toIntExact((long) samples.length * to / from)];
    for (int i = 0; i < resampled.length; i++) {
      double position = (double) i * from / to;
      int left = (int) position;
      int right = Math.min(left + 1, samples.length - 1);
      float share = (float) (position - left);
      resampled[i] = samples[left] + share * (samples[right] - samples[left]);
    }
    return resampled;
  }
}
