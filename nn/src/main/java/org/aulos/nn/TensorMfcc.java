package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import org.aulos.dsp.Mfcc;
import org.aulos.dsp.MfccOptions;
import org.aulos.dsp.Spectrum;

/**
 * Mel-frequency cepstral coefficients, as tensor operations; the twin of {@link Mfcc}. Their
 * derivatives are computed by {@link TensorDeltas}.
 */
public final class TensorMfcc implements TensorFrontEnd {
  private static final double LEAST_POWER = 1e-10;

  private final MfccOptions options;
  private final TensorMel mel;
  private final float[] cosines;

  /** An MFCC front end. */
  public TensorMfcc(MfccOptions options) {
    this.options = options;
    mel = new TensorMel(options.stft(), options.mel(), Spectrum.POWER);
    cosines = new Mfcc(options).matrix();
  }

  /** The options. */
  public MfccOptions options() {
    return options;
  }

  @Override
  public int sampleRate() {
    return options.mel().sampleRate();
  }

  @Override
  public int hop() {
    return options.stft().hop();
  }

  @Override
  public int bins() {
    return options.coefficients();
  }

  @Override
  public int frames(int samples) {
    return options.stft().frames(samples);
  }

  @Override
  public NDArray extract(NDArray samples, int[] lengths) {
    return Clips.of(samples, lengths)
        .features(
            this::frames,
            bins(),
            clips -> {
              NDArray levels = decibels(mel.bands(clips), frames(clips.lengths()));
              return TensorMel.product(levels, cosines, bins());
            });
  }

  /** Levels at least {@code topDecibels} below the loudest valid one of the row. */
  private NDArray decibels(NDArray power, int[] frames) {
    NDArray levels = power.maximum(LEAST_POWER).log10().mul(10);
    NDArray quietest = levels.onesLike().mul(Float.NEGATIVE_INFINITY);
    NDArray own =
        NDArrays.where(Clips.valid(levels, frames).broadcast(levels.getShape()), levels, quietest);
    NDArray loudest = own.reshape(frames.length, -1).max(new int[] {1}).reshape(-1, 1, 1);
    return levels.maximum(loudest.sub(options.topDecibels()));
  }
}
