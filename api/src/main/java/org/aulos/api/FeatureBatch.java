package org.aulos.api;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Features on a device: {@code [batch, frames, bins]}, zero-padded at the end to a common number of
 * frames. Channels are folded into the bins as the extractor documents.
 *
 * <p>Owned like an {@link AudioBatch}.
 */
public final class FeatureBatch {
  private final NDArray features;
  private final double frameRate;
  private final int[] frames;

  /**
   * A batch over an existing tensor.
   *
   * @param features float32 {@code [batch, frames, bins]}
   * @param frameRate frames a second, in Hz; greater than 0
   * @param frames valid frames of each clip; what lies behind is padding
   * @throws IllegalArgumentException if the shape, the rate or a count does not fit
   */
  public FeatureBatch(NDArray features, double frameRate, int[] frames) {
    BatchChecks.rank("features", features, 3, "[batch, frames, bins]");
    if (!(frameRate > 0)) {
      throw new IllegalArgumentException("expected frameRate > 0 Hz but was " + frameRate);
    }
    this.features = features;
    this.frameRate = frameRate;
    this.frames =
        BatchChecks.lengths(
            "frames", frames, features.getShape().get(0), features.getShape().get(1));
  }

  /**
   * Copies features to the manager's device, padded with zero frames to the longest clip.
   *
   * @param manager owner of the new tensor
   * @param clips features of each clip, {@code [frames × bins]} row-major; at least one clip
   * @param format frame rate and bins of all of them
   * @throws IllegalArgumentException if there is no clip, or one is not a whole number of frames
   */
  public static FeatureBatch of(NDManager manager, List<float[]> clips, FeatureFormat format) {
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one clip");
    }
    int bins = format.bins();
    int[] frames = new int[clips.size()];
    for (int i = 0; i < frames.length; i++) {
      int length = clips.get(i).length;
      if (length % bins != 0) {
        throw new IllegalArgumentException(
            length + " values are no whole frames of " + bins + " bins");
      }
      frames[i] = length / bins;
    }
    int padded = Math.max(1, BatchChecks.longest(frames));
    int stride = Math.multiplyExact(padded, bins);
    float[] data = new float[Math.multiplyExact(frames.length, stride)];
    for (int i = 0; i < frames.length; i++) {
      System.arraycopy(clips.get(i), 0, data, i * stride, clips.get(i).length);
    }
    NDArray features = manager.create(data, new Shape(frames.length, padded, bins));
    return new FeatureBatch(features, format.frameRate(), frames);
  }

  /** The tensor, float32 {@code [batch, frames, bins]}. */
  public NDArray features() {
    return features;
  }

  /** Number of clips. */
  public int size() {
    return frames.length;
  }

  /** Valid frames of one clip. */
  public int frames(int clip) {
    return frames[clip];
  }

  /** Valid frames of each clip. */
  public int[] frames() {
    return frames.clone();
  }

  /** Values in each frame. */
  public int bins() {
    return Math.toIntExact(features.getShape().get(2));
  }

  /** Frame rate and bins of this batch. */
  public FeatureFormat format() {
    return new FeatureFormat(frameRate, bins());
  }

  /** The owner of the tensor; a stage attaches its results to it. */
  public NDManager manager() {
    return features.getManager();
  }

  /** All values on the host, padding included, row-major. */
  public float[] toFloats() {
    return features.toFloatArray();
  }
}
