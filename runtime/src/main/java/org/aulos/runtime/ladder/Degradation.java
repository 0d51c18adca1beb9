package org.aulos.runtime.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.aulos.api.Waveform;
import org.aulos.dsp.Clipping;
import org.aulos.dsp.LowPass;
import org.aulos.dsp.Mixing;
import org.aulos.dsp.PitchShift;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * One way to make a clip worse, by one severity.
 *
 * @param ladder the way
 * @param severity how far, for people
 * @param effect what is done to each channel
 */
record Degradation(String ladder, String severity, Effect effect) {
  /** Every degradation, ladder by ladder, each from mild to severe. */
  static final List<Degradation> ALL = all();

  /** What is done to one channel. */
  @FunctionalInterface
  interface Effect {
    /** As many samples in an array of their own; {@code dice} decides what is random. */
    float[] apply(float[] samples, int sampleRate, Dice dice);
  }

  private static List<Degradation> all() {
    List<Degradation> all = new ArrayList<>();
    add(all, "silence", "%.0f %% silent", share -> silence(share / 100), 25, 50, 75, 100);
    add(all, "noise", "%.0f dB SNR", Degradation::noise, 40, 20, 10, 0);
    add(all, "clipping", "%.0f %% of peak", share -> clipping(share / 100), 50, 25, 10, 3);
    add(all, "low-pass", "%.0f Hz", Degradation::lowPass, 4_000, 2_000, 1_000, 500);
    add(all, "pitch", "%+.0f semitones", Degradation::pitch, 2, 4, 7, 12);
    return List.copyOf(all);
  }

  private static void add(
      List<Degradation> all,
      String ladder,
      String severity,
      DoubleFunction<Effect> effect,
      double... severities) {
    for (double own : severities) {
      String words = String.format(Locale.ROOT, severity, own);
      all.add(new Degradation(ladder, words, effect.apply(own)));
    }
  }

  private static Effect silence(double share) {
    return (samples, sampleRate, dice) -> {
      int kept = (int) Math.round((1 - share) * samples.length);
      return Arrays.copyOf(Arrays.copyOf(samples, kept), samples.length);
    };
  }

  private static Effect noise(double decibels) {
    return (samples, sampleRate, dice) -> {
      float[] noise = new float[samples.length];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) dice.white();
      }
      return Mixing.atSnr(samples, noise, decibels);
    };
  }

  private static Effect clipping(double share) {
    return (samples, sampleRate, dice) -> Clipping.ofPeak(samples, share);
  }

  private static Effect lowPass(double hertz) {
    return (samples, sampleRate, dice) -> LowPass.of((int) hertz, sampleRate).filter(samples);
  }

  private static Effect pitch(double semitones) {
    return (samples, sampleRate, dice) -> PitchShift.of(semitones, sampleRate).shift(samples);
  }

  /**
   * The clip made worse.
   *
   * @param seed of the dice; steps of one ladder are given the same noise
   */
  Waveform apply(Waveform clip, long seed) {
    float[][] channels = new float[clip.channels()][];
    for (int i = 0; i < channels.length; i++) {
      Dice dice = new Dice(Dice.seed(seed, ladder, Integer.toString(i)));
      channels[i] = effect.apply(clip.channel(i), clip.sampleRate(), dice);
    }
    return new Waveform(channels, clip.sampleRate());
  }
}
