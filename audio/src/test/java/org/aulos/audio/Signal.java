package org.aulos.audio;

import org.aulos.api.Waveform;

/** How close decoded audio is to the formula it was made from. */
final class Signal {
  private Signal() {}

  /** The worst channel's ratio of signal to error, in dB, against {@link SoundBytes#tone}. */
  static double signalToError(Waveform audio) {
    double worst = Double.POSITIVE_INFINITY;
    for (int c = 0; c < audio.channels(); c++) {
      double signal = 0;
      double error = 0;
      // Files of half a second; what follows is an encoder's padding.
      int frames = Math.min(audio.frames(), audio.sampleRate() / 2);
      for (int i = 0; i < frames; i++) {
        double expected = SoundBytes.tone(c, i, audio.sampleRate());
        double difference = audio.channel(c)[i] - expected;
        signal += expected * expected;
        error += difference * difference;
      }
      worst = Math.min(worst, 10 * Math.log10(signal / error));
    }
    return worst;
  }

  /** The largest distance of any sample from {@link SoundBytes#tone}. */
  static double largestError(Waveform audio) {
    double largest = 0;
    for (int c = 0; c < audio.channels(); c++) {
      for (int i = 0; i < audio.frames(); i++) {
        double expected = SoundBytes.tone(c, i, audio.sampleRate());
        largest = Math.max(largest, Math.abs(audio.channel(c)[i] - expected));
      }
    }
    return largest;
  }
}
