package org.aulos.dsp;

/** Natural logarithm of a mel spectrogram. */
public final class LogMel implements FrontEnd {

  private final LogMelOptions options;
  private final MelSpectrogram mel;

  /** A log-mel front end. */
  public LogMel(LogMelOptions options) {
    this.options = options;
    mel = new MelSpectrogram(options.stft(), options.mel(), options.spectrum());
  }

  /** The options. */
  public LogMelOptions options() {
    return options;
  }

  @Override
  public int sampleRate() {
    return mel.sampleRate();
  }

  @Override
  public int hop() {
    return mel.hop();
  }

  @Override
  public int bins() {
    return mel.bins();
  }

  @Override
  public int frames(int samples) {
    return mel.frames(samples);
  }

  @Override
  public void extract(float[] samples, int offset, int length, float[] out, int outOffset) {
    mel.extract(samples, offset, length, out, outOffset);
    int end = outOffset + frames(length) * bins();
    float epsilon = (float) options.epsilon();
    if (options.floor() == LogMelOptions.Floor.OFFSET) {
      for (int i = outOffset; i < end; i++) {
        out[i] = Logarithm.ln(out[i] + epsilon);
      }
    } else {
      for (int i = outOffset; i < end; i++) {
        out[i] = Logarithm.ln(Math.max(out[i], epsilon));
      }
    }
  }
}
