package org.aulos.runtime.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.aulos.api.AudioFormat;
import org.aulos.api.AudioSource;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.dsp.Loudness;
import org.aulos.runtime.dataset.synthesis.Decibels;
import org.aulos.runtime.pipeline.ClipReader;

/**
 * Sounds at stated levels and times, mixed down to one channel, as Scaper (Salamon et al. 2017)
 * does it: each is brought to an integrated loudness (ITU-R BS.1770) of {@code reference + level}
 * and faded in and out, so that nothing clicks. One that is silent to that measure keeps its level.
 *
 * @param parts the sounds; at least one
 * @param seconds duration
 * @param reference loudness that levels are relative to, in LUFS
 * @param sampleRate in Hz
 */
record Soundscape(List<Part> parts, double seconds, double reference, int sampleRate)
    implements RenderedAudio {
  /** Of the algorithm: changes whenever any soundscape would sound different. */
  private static final int EDITION = 1;

  private static final double FADE_SECONDS = 0.01;

  /** What is shorter is repeated until it is as long, to be measured. */
  private static final double SHORTEST_SECONDS = 0.5;

  /**
   * One sound.
   *
   * @param source what is heard; cut at the end of the soundscape
   * @param onset in seconds from the start of the soundscape
   * @param level loudness over the reference, in dB
   */
  record Part(AudioSource source, double onset, double level) {
    String recipe() {
      return String.format(
          Locale.ROOT, "%s dB from %s s of [%s]", level, onset, SourceAudio.recipe(source));
    }
  }

  Soundscape {
    parts = List.copyOf(parts);
  }

  @Override
  public String recipe() {
    return String.format(
        Locale.ROOT,
        "soundscape edition %d: %s s, %s LUFS, %d Hz: %s",
        EDITION,
        seconds,
        reference,
        sampleRate,
        parts.stream().map(Part::recipe).collect(Collectors.joining(", ")));
  }

  @Override
  public Waveform render() {
    Loudness meter = Loudness.of(sampleRate);
    float[] mixed = new float[(int) Math.round(seconds * sampleRate)];
    for (Part part : parts) {
      Waveform read =
          ClipReader.convert(SourceAudio.read(part.source()), new AudioFormat(sampleRate, 1));
      add(mixed, read.channel(0), part, meter);
    }
    return Waveform.mono(mixed, sampleRate);
  }

  private void add(float[] mixed, float[] sound, Part part, Loudness meter) {
    int first = (int) Math.round(part.onset() * sampleRate);
    int length = Math.min(sound.length, mixed.length - first);
    if (length <= 0) {
      return;
    }
    float[] heard = Arrays.copyOf(sound, length);
    double found = meter.integrated(new float[][] {repeated(heard)});
    double gain =
        Double.isInfinite(found) ? 1 : Decibels.amplitude(reference + part.level() - found);
    int fade = (int) Math.min(Math.round(FADE_SECONDS * sampleRate), length / 2);
    for (int i = 0; i < length; i++) {
      double edge = fade == 0 ? 1 : Math.min(1, (Math.min(i, length - 1 - i) + 0.5) / fade);
      mixed[first + i] += (float) (gain * edge * heard[i]);
    }
  }

  private float[] repeated(float[] sound) {
    int least = (int) Math.ceil(SHORTEST_SECONDS * sampleRate);
    if (sound.length >= least) {
      return sound;
    }
    float[] repeated = new float[least];
    for (int i = 0; i < least; i++) {
      repeated[i] = sound[i % sound.length];
    }
    return repeated;
  }
}
