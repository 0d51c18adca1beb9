package org.aulos.runtime.dataset;

import java.util.Arrays;
import java.util.Locale;
import org.aulos.api.AudioFormat;
import org.aulos.api.AudioSource;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.dsp.Loudness;
import org.aulos.runtime.dataset.synthesis.Decibels;
import org.aulos.runtime.pipeline.ClipReader;

/**
 * A sound over a background, mixed down to one channel at the rate of the background.
 *
 * <p>The background keeps its level, so that an excerpt of it can be compared with the mixture; the
 * sound is amplified until its integrated loudness (ITU-R BS.1770) exceeds that of the background
 * by {@code snr}, as Scaper measures the ratio. Where one of them is silent to that measure, the
 * sound keeps its level too.
 *
 * @param foreground the sound; cut after {@code seconds}, or followed by silence
 * @param background an excerpt of {@code seconds}
 * @param seconds duration
 * @param snr loudness of the sound over that of the background, in dB
 */
record Mixture(AudioSource foreground, AudioSource background, double seconds, double snr)
    implements RenderedAudio {
  /** Of the algorithm: changes whenever any mixture would sound different. */
  private static final int EDITION = 1;

  @Override
  public String recipe() {
    return String.format(
        Locale.ROOT,
        "mixture edition %d: %s s at %s dB of [%s] over [%s]",
        EDITION,
        seconds,
        snr,
        SourceAudio.recipe(foreground),
        SourceAudio.recipe(background));
  }

  @Override
  public Waveform render() {
    Waveform behind = SourceAudio.read(background);
    int rate = Math.max(behind.sampleRate(), Loudness.LOWEST_RATE);
    int length = (int) Math.round(seconds * rate);
    float[] mixed = mono(behind, rate, length);
    float[] sound = mono(SourceAudio.read(foreground), rate, length);
    float gain = gain(sound, mixed, rate);
    for (int i = 0; i < length; i++) {
      mixed[i] += gain * sound[i];
    }
    return Waveform.mono(mixed, rate);
  }

  private float gain(float[] sound, float[] behind, int rate) {
    Loudness meter = Loudness.of(rate);
    double wanted = meter.integrated(new float[][] {behind}) + snr;
    double found = meter.integrated(new float[][] {sound});
    return Double.isInfinite(wanted) || Double.isInfinite(found)
        ? 1
        : (float) Decibels.amplitude(wanted - found);
  }

  private static float[] mono(Waveform waveform, int rate, int length) {
    Waveform converted = ClipReader.convert(waveform, new AudioFormat(rate, 1));
    return Arrays.copyOf(converted.channel(0), length);
  }
}
