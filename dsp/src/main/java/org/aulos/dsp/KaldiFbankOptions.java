package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Objects;

/**
 * Filter bank features as Kaldi computes them.
 *
 * @param mel filters, on power
 * @param windowSize samples of a frame; at least 2; extended with zeros to a power of two
 * @param hop samples between frames; at least 1
 * @param preEmphasis share of the previous sample that is subtracted; 0 to 1
 * @param mean of the features over a corpus, subtracted
 * @param deviation of the features over a corpus; twice of it divides; greater than 0
 */
public record KaldiFbankOptions(
    MelOptions mel, int windowSize, int hop, double preEmphasis, double mean, double deviation) {

  /**
   * 16 kHz, 128 bands from 20 Hz, frames of 25 ms every 10 ms, mean and deviation of AudioSet: the
   * front end of the Audio Spectrogram Transformer (Y. Gong and others, "AST: Audio Spectrogram
   * Transformer", 2021).
   */
  public static final KaldiFbankOptions AST =
      new KaldiFbankOptions(
          MelOptions.kaldi(16_000, 128, 20, 8_000), 400, 160, 0.97, -4.2677393, 4.5689974);

  /** {@link #AST}. */
  public static final KaldiFbankOptions DEFAULTS = AST;

  /** Checks every component. */
  public KaldiFbankOptions {
    Objects.requireNonNull(mel, "mel");
    require(windowSize >= 2 && windowSize <= 1 << 24, "windowSize in 2..2^24", windowSize);
    require(hop >= 1, "hop >= 1", hop);
    require(preEmphasis >= 0 && preEmphasis <= 1, "preEmphasis in 0..1", preEmphasis);
    require(Double.isFinite(mean), "a finite mean", mean);
    require(deviation > 0 && Double.isFinite(deviation), "deviation > 0", deviation);
  }

  /** These options with the natural logarithm of the bands as it is. */
  public KaldiFbankOptions withoutNormalisation() {
    return new KaldiFbankOptions(mel, windowSize, hop, preEmphasis, 0, 0.5);
  }
}
