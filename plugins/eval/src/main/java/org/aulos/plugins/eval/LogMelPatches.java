package org.aulos.plugins.eval;

import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;

/**
 * Cuts the log-mel spectrogram of a clip into patches of 96 frames, one for each window of the
 * clip: what the networks of {@link org.aulos.nn} take. Immutable, and safe to use from several
 * threads.
 */
final class LogMelPatches {
  /** Of YAMNet: the end of a clip is padded with zeros, so that every clip has a patch. */
  static final LogMelPatches YAMNET =
      new LogMelPatches(PretrainedModel.YAMNET, LogMelOptions.YAMNET, true);

  /** Of VGGish: what does not fill a window at the end of a clip is dropped. */
  static final LogMelPatches VGGISH =
      new LogMelPatches(PretrainedModel.VGGISH, LogMelOptions.VGGISH, false);

  private static final int FRAMES = 96;

  private final PretrainedModel model;
  private final LogMel logMel;
  private final boolean padded;

  private LogMelPatches(PretrainedModel model, LogMelOptions options, boolean padded) {
    this.model = model;
    this.logMel = new LogMel(options);
    this.padded = padded;
  }

  /** Whose patches they are. */
  PretrainedModel model() {
    return model;
  }

  /** Patches of a clip of so many samples. */
  int count(int samples) {
    int beyond = samples - model.window();
    if (padded) {
      return 1 + Math.max(0, beyond + model.hop() - 1) / model.hop();
    }
    return beyond < 0 ? 0 : 1 + beyond / model.hop();
  }

  /**
   * The frames of all patches of a clip that has one at least, {@code [frame][band]}.
   *
   * @param samples holds the clip from {@code offset} on
   */
  float[] frames(float[] samples, int offset, int length) {
    int span = model.window() + (count(length) - 1) * model.hop();
    float[] frames = new float[Math.multiplyExact(logMel.frames(span), logMel.bins())];
    if (span <= length) {
      logMel.extract(samples, offset, span, frames, 0);
    } else {
      float[] whole = new float[span];
      System.arraycopy(samples, offset, whole, 0, length);
      logMel.extract(whole, 0, span, frames, 0);
    }
    return frames;
  }

  /** Some of the patches, {@code [patch][frame][band]}, side by side although they overlap. */
  float[] patches(float[] frames, int first, int count) {
    int size = FRAMES * logMel.bins();
    int step = model.hop() / logMel.hop() * logMel.bins();
    float[] patches = new float[count * size];
    for (int i = 0; i < count; i++) {
      System.arraycopy(frames, (first + i) * step, patches, i * size, size);
    }
    return patches;
  }
}
