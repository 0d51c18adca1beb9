package org.aulos.api;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Waveforms on a device: {@code [batch, channels, samples]}, nominally in [-1, 1], zero-padded at
 * the end to a common length.
 *
 * <p>The tensor belongs to the {@link NDManager} it is attached to; whoever opened that scope
 * closes it. A stage keeps nothing of a batch after it returns.
 */
public final class AudioBatch {
  private final NDArray samples;
  private final int sampleRate;
  private final int[] lengths;

  /**
   * A batch over an existing tensor.
   *
   * @param samples float32 {@code [batch, channels, samples]}
   * @param sampleRate frames a second, in Hz; greater than 0
   * @param lengths valid samples of each clip; what lies behind is padding
   * @throws IllegalArgumentException if the shape, the rate or a length does not fit
   */
  public AudioBatch(NDArray samples, int sampleRate, int[] lengths) {
    BatchChecks.rank("waveforms", samples, 3, "[batch, channels, samples]");
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("expected sampleRate > 0 Hz but was " + sampleRate);
    }
    this.samples = samples;
    this.sampleRate = sampleRate;
    this.lengths =
        BatchChecks.lengths(
            "length", lengths, samples.getShape().get(0), samples.getShape().get(2));
  }

  /**
   * Copies waveforms to the manager's device, padded with zeros to the longest of them.
   *
   * @param manager owner of the new tensor
   * @param waveforms at least one; all of one rate and one channel count
   * @throws IllegalArgumentException if there is none, or rates or channel counts differ
   */
  public static AudioBatch of(NDManager manager, List<Waveform> waveforms) {
    if (waveforms.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one waveform");
    }
    int channels = waveforms.get(0).channels();
    int sampleRate = waveforms.get(0).sampleRate();
    int[] lengths = waveforms.stream().mapToInt(Waveform::frames).toArray();
    // One sample at least: tensors without elements have no data pointer on some engines.
    int padded = Math.max(1, BatchChecks.longest(lengths));
    float[] data =
        new float[Math.multiplyExact(Math.multiplyExact(waveforms.size(), channels), padded)];
    int offset = 0;
    for (Waveform waveform : waveforms) {
      if (waveform.channels() != channels || waveform.sampleRate() != sampleRate) {
        throw new IllegalArgumentException(
            "waveforms of one batch differ: " + waveform + " and " + waveforms.get(0));
      }
      for (int channel = 0; channel < channels; channel++) {
        System.arraycopy(waveform.channel(channel), 0, data, offset, waveform.frames());
        offset += padded;
      }
    }
    NDArray samples = manager.create(data, new Shape(waveforms.size(), channels, padded));
    return new AudioBatch(samples, sampleRate, lengths);
  }

  /** The tensor, float32 {@code [batch, channels, samples]}. */
  public NDArray samples() {
    return samples;
  }

  /** Frames a second, in Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** Number of clips. */
  public int size() {
    return lengths.length;
  }

  /** Number of channels. */
  public int channels() {
    return Math.toIntExact(samples.getShape().get(1));
  }

  /** Valid samples of one clip. */
  public int length(int clip) {
    return lengths[clip];
  }

  /** Valid samples of each clip. */
  public int[] lengths() {
    return lengths.clone();
  }

  /** Rate and channels of this batch. */
  public AudioFormat format() {
    return new AudioFormat(sampleRate, channels());
  }

  /** The owner of the tensor; a stage attaches its results to it. */
  public NDManager manager() {
    return samples.getManager();
  }

  /** The clips on the host, each without its padding: the inverse of {@link #of}. */
  public List<Waveform> waveforms() {
    float[] values = toFloats();
    int padded = Math.toIntExact(samples.getShape().get(2));
    List<Waveform> clips = new ArrayList<>();
    for (int clip = 0; clip < size(); clip++) {
      float[][] channels = new float[channels()][];
      for (int channel = 0; channel < channels.length; channel++) {
        int from = (clip * channels.length + channel) * padded;
        channels[channel] = Arrays.copyOfRange(values, from, from + lengths[clip]);
      }
      clips.add(new Waveform(channels, sampleRate));
    }
    return clips;
  }

  /** All samples on the host, padding included, row-major. */
  public float[] toFloats() {
    return samples.toFloatArray();
  }
}
