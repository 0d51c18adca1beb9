package org.aulos.dsp;

/**
 * Stretches a spectrogram in time. Frame {@code k} of the result lies at {@code k * rate} of the
 * given one: its magnitudes are those of the two frames around, interpolated, and its phases go on
 * from frame to frame as fast as they do there. Only the phases of peaks go on by themselves; the
 * bins around a peak keep their phases relative to it (J. Laroche and M. Dolson, "Improved phase
 * vocoder time-scale modification of audio", 1999, section III), without which tones would lose
 * level and attacks their edge.
 *
 * <p>Analysis and synthesis have one hop, so the phase of a bin advances by the difference of the
 * phases of those two frames, modulo a turn: a product of complex numbers, with no angle ever
 * computed.
 */
final class PhaseVocoder {
  /** A peak exceeds so many bins on either side. */
  private static final int NEIGHBOURS = 2;

  private final ComplexSpectrogram given;
  private final int bins;
  private final double[] magnitudes;
  // Unit phasors of the frame in the making.
  private final double[] re;
  private final double[] im;

  private PhaseVocoder(ComplexSpectrogram given) {
    this.given = given;
    this.bins = given.bins();
    this.magnitudes = new double[bins];
    this.re = new double[bins];
    this.im = new double[bins];
  }

  /** The spectrogram at {@code rate} times its speed. */
  static ComplexSpectrogram stretch(ComplexSpectrogram given, double rate) {
    return new PhaseVocoder(given).stretch(rate);
  }

  private ComplexSpectrogram stretch(double rate) {
    ComplexSpectrogram result =
        new ComplexSpectrogram((int) Math.ceil(given.frames() / rate), bins);
    for (int k = 0; k < result.frames(); k++) {
      double position = Math.min(k * rate, given.frames() - 1.0);
      int frame = (int) position;
      int before = frame * bins;
      int after = Math.min(frame + 1, given.frames() - 1) * bins;
      interpolate(before, after, position - frame);
      if (k == 0) {
        turnAlike(0, bins, before, 1, 0);
      } else {
        lock(before);
      }
      for (int bin = 0; bin < bins; bin++) {
        result.re()[k * bins + bin] = (float) (magnitudes[bin] * re[bin]);
        result.im()[k * bins + bin] = (float) (magnitudes[bin] * im[bin]);
      }
      advance(before, after);
    }
    return result;
  }

  private void interpolate(int before, int after, double fraction) {
    for (int bin = 0; bin < bins; bin++) {
      magnitudes[bin] =
          (1 - fraction) * magnitude(before + bin) + fraction * magnitude(after + bin);
    }
  }

  /** Gives the bins around each peak, up to half way to the next, the turn of the peak. */
  private void lock(int frame) {
    int start = 0;
    int peak = nextPeak(0);
    while (peak < bins) {
      int next = nextPeak(peak + 1);
      int end = next < bins ? (peak + next + 1) / 2 : bins;
      double length = magnitude(frame + peak);
      double peakRe = length > 0 ? given.re()[frame + peak] / length : 1;
      double peakIm = length > 0 ? given.im()[frame + peak] / length : 0;
      double turnRe = re[peak] * peakRe + im[peak] * peakIm;
      double turnIm = im[peak] * peakRe - re[peak] * peakIm;
      turnAlike(start, end, frame, turnRe, turnIm);
      start = end;
      peak = next;
    }
  }

  private int nextPeak(int from) {
    int bin = from;
    while (bin < bins && !isPeak(bin)) {
      bin++;
    }
    return bin;
  }

  private boolean isPeak(int bin) {
    for (int other = Math.max(0, bin - NEIGHBOURS);
        other <= Math.min(bins - 1, bin + NEIGHBOURS);
        other++) {
      if (other != bin && magnitudes[other] >= magnitudes[bin]) {
        return false;
      }
    }
    return true;
  }

  /** The given phases of some bins, all turned by one angle. */
  private void turnAlike(int start, int end, int frame, double turnRe, double turnIm) {
    for (int bin = start; bin < end; bin++) {
      double length = magnitude(frame + bin);
      double ownRe = length > 0 ? given.re()[frame + bin] / length : 1;
      double ownIm = length > 0 ? given.im()[frame + bin] / length : 0;
      set(bin, ownRe * turnRe - ownIm * turnIm, ownRe * turnIm + ownIm * turnRe);
    }
  }

  /** Turns each bin by the difference of its phases in two given frames. */
  private void advance(int before, int after) {
    for (int bin = 0; bin < bins; bin++) {
      double fromRe = given.re()[before + bin];
      double fromIm = given.im()[before + bin];
      double toRe = given.re()[after + bin];
      double toIm = given.im()[after + bin];
      double turnRe = toRe * fromRe + toIm * fromIm;
      double turnIm = toIm * fromRe - toRe * fromIm;
      set(bin, re[bin] * turnRe - im[bin] * turnIm, re[bin] * turnIm + im[bin] * turnRe);
    }
  }

  /** Keeps a phasor at length one; a bin that has no direction keeps the one it had. */
  private void set(int bin, double newRe, double newIm) {
    double length = Math.sqrt(newRe * newRe + newIm * newIm);
    if (length > 0) {
      re[bin] = newRe / length;
      im[bin] = newIm / length;
    }
  }

  private double magnitude(int index) {
    double ownRe = given.re()[index];
    double ownIm = given.im()[index];
    return Math.sqrt(ownRe * ownRe + ownIm * ownIm);
  }
}
