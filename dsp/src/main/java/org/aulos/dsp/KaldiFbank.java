package org.aulos.dsp;

import static org.aulos.dsp.Arguments.requireRange;

import java.util.Arrays;

/**
 * Filter bank features as Kaldi computes them: frames inside the signal, of which the mean is
 * removed, with pre-emphasis and a symmetric Hann window; natural logarithm of the mel power, at
 * least 2^-23. No dither and no energy. A signal shorter than a frame has no features.
 *
 * <p>Recipes that first subtract the mean of the clip give the same, as every frame loses its own.
 */
public final class KaldiFbank implements FrontEnd {

  private static final float LEAST_POWER = 0x1p-23f;

  private final KaldiFbankOptions options;
  private final int fftSize;
  private final RealFft fft;
  private final MelFilterBank bank;
  private final float[] window;

  /** A Kaldi front end. */
  public KaldiFbank(KaldiFbankOptions options) {
    this.options = options;
    fftSize = Integer.highestOneBit(options.windowSize() - 1) << 1;
    fft = new RealFft(fftSize);
    bank = new MelFilterBank(options.mel(), fftSize);
    window = Windows.hannSymmetric(options.windowSize());
  }

  /** The options. */
  public KaldiFbankOptions options() {
    return options;
  }

  /** Points of the transform: the least power of two that holds a frame. */
  public int fftSize() {
    return fftSize;
  }

  @Override
  public int sampleRate() {
    return options.mel().sampleRate();
  }

  @Override
  public int hop() {
    return options.hop();
  }

  @Override
  public int bins() {
    return bank.bands();
  }

  @Override
  public int frames(int samples) {
    Arguments.require(samples >= 0, "samples >= 0", samples);
    int rest = samples - options.windowSize();
    return rest < 0 ? 0 : 1 + rest / options.hop();
  }

  @Override
  public void extract(float[] samples, int offset, int length, float[] out, int outOffset) {
    requireRange("samples", offset, length, samples.length);
    int frames = frames(length);
    requireRange("out", outOffset, (long) frames * bins(), out.length);
    float[] frame = new float[fftSize];
    float[] power = new float[fft.bins()];
    for (int t = 0; t < frames; t++) {
      fill(frame, samples, offset + t * options.hop());
      fft.forward(frame);
      fft.power(frame, power, 0);
      int at = outOffset + t * bins();
      bank.apply(power, 0, out, at);
      normalise(out, at);
    }
  }

  private void fill(float[] frame, float[] samples, int start) {
    int size = window.length;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += samples[start + i];
    }
    float mean = (float) (sum / size);
    float share = (float) options.preEmphasis();
    float previous = samples[start] - mean;
    for (int i = 0; i < size; i++) {
      float current = samples[start + i] - mean;
      frame[i] = (current - share * previous) * window[i];
      previous = current;
    }
    Arrays.fill(frame, size, frame.length, 0);
  }

  private void normalise(float[] bands, int from) {
    double scale = 1 / (2 * options.deviation());
    for (int i = from; i < from + bins(); i++) {
      double level = Logarithm.ln(Math.max(bands[i], LEAST_POWER));
      bands[i] = (float) ((level - options.mean()) * scale);
    }
  }
}
