package org.aulos.dsp;

import static org.aulos.dsp.Arguments.requireRange;

import java.util.Objects;

/** Mel bands of the power or magnitude of successive frames, without a logarithm. */
public final class MelSpectrogram implements FrontEnd {

  private final Stft stft;
  private final Spectrum spectrum;
  private final MelFilterBank bank;
  private final int sampleRate;

  /** A mel spectrogram with the given framing and filters. */
  public MelSpectrogram(StftOptions stft, MelOptions mel, Spectrum spectrum) {
    this.stft = new Stft(stft);
    this.spectrum = Objects.requireNonNull(spectrum, "spectrum");
    this.bank = new MelFilterBank(mel, stft.fftSize());
    this.sampleRate = mel.sampleRate();
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int hop() {
    return stft.options().hop();
  }

  @Override
  public int bins() {
    return bank.bands();
  }

  @Override
  public int frames(int samples) {
    return stft.frames(samples);
  }

  @Override
  public void extract(float[] samples, int offset, int length, float[] out, int outOffset) {
    requireRange("samples", offset, length, samples.length);
    int frames = frames(length);
    requireRange("out", outOffset, (long) frames * bins(), out.length);
    float[] scratch = stft.newFrame();
    float[] frame = new float[stft.bins()];
    for (int t = 0; t < frames; t++) {
      stft.spectrum(samples, offset, length, t, spectrum, scratch, frame, 0);
      bank.apply(frame, 0, out, outOffset + t * bins());
    }
  }
}
