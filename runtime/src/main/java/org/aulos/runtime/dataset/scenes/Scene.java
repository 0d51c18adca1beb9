package org.aulos.runtime.dataset.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aulos.api.Lyrics;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.runtime.dataset.synthesis.Decibels;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * One clip of {@code synthetic-scenes}: a sound of a class before a background.
 *
 * <p>The dice of the sound, of the choice of background, of the background and of the levels are
 * seeded by {@link Dice#seed} with the seed of the data set and the path class, index, part. A clip
 * therefore depends on no other clip, nor on how many there are.
 *
 * @param sound class of the sound
 * @param index number of the clip within the class, from 0
 * @param seed of the data set
 * @param frames length in samples
 * @param sampleRate in Hz
 * @param minSnr least ratio of the mean powers of sound and background over the clip, in dB
 * @param maxSnr greatest such ratio, in dB
 */
public record Scene(
    SoundClass sound,
    int index,
    long seed,
    int frames,
    int sampleRate,
    double minSnr,
    double maxSnr)
    implements RenderedAudio {
  /** Of the algorithms: changes whenever any scene would sound different. */
  private static final int EDITION = 1;

  /** Levels that the loudest sample of a clip may reach, in dB of full scale. */
  private static final double SOFTEST_PEAK = -14;

  private static final double LOUDEST_PEAK = -1;

  /** Corner of the high pass that takes out what nobody hears, in Hz. */
  private static final double LOWEST_HERTZ = 20;

  @Override
  public String recipe() {
    return String.format(
        Locale.ROOT,
        "synthetic-scenes edition %d: class %s, index %d, seed %d, %d frames, %d Hz, %s..%s dB",
        EDITION,
        sound.name(),
        index,
        seed,
        frames,
        sampleRate,
        minSnr,
        maxSnr);
  }

  /** Words about the clip: family and source of the class, background, what the sound drew. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    tags.add(sound.family());
    tags.add(sound.source());
    tags.addAll(drawSound().tags());
    tags.add(drawBackground().word());
    return tags.stream().distinct().toList();
  }

  /** The words sung, if any, timed within the clip. */
  public Optional<Lyrics> lyrics() {
    return drawSound().lyrics();
  }

  @Override
  public Waveform render() {
    double[] foreground = new double[frames];
    drawSound().addTo(foreground, sampleRate);
    double[] background = new double[frames];
    drawBackground().addTo(background, sampleRate, dice("noise"));
    Dice levels = dice("levels");
    double snr = levels.between(minSnr, maxSnr);
    double peak = Decibels.amplitude(levels.between(SOFTEST_PEAK, LOUDEST_PEAK));
    return Waveform.mono(mix(highPass(foreground), highPass(background), snr, peak), sampleRate);
  }

  /** The sound over the background at the given ratio in dB, scaled to the given peak. */
  static float[] mix(double[] foreground, double[] background, double snr, double peak) {
    double ratio = Math.sqrt(power(foreground) / Math.max(power(background), Double.MIN_NORMAL));
    double gain = ratio / Decibels.amplitude(snr);
    double loudest = Double.MIN_NORMAL;
    for (int i = 0; i < foreground.length; i++) {
      loudest = Math.max(loudest, Math.abs(foreground[i] + gain * background[i]));
    }
    float[] mixed = new float[foreground.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) (peak / loudest * (foreground[i] + gain * background[i]));
    }
    return mixed;
  }

  private static double power(double[] samples) {
    double sum = 0;
    for (double sample : samples) {
      sum += sample * sample;
    }
    return sum / samples.length;
  }

  /** One pole and a zero at 0 Hz, in place. */
  private double[] highPass(double[] samples) {
    double keep = StrictMath.exp(-2 * StrictMath.PI * LOWEST_HERTZ / sampleRate);
    double lastInput = 0;
    double lastOutput = 0;
    for (int i = 0; i < samples.length; i++) {
      lastOutput = keep * (lastOutput + samples[i] - lastInput);
      lastInput = samples[i];
      samples[i] = lastOutput;
    }
    return samples;
  }

  private Sound drawSound() {
    return sound.author().draw(dice("sound"), (double) frames / sampleRate);
  }

  private Background drawBackground() {
    return dice("background").choose(List.of(Background.values()));
  }

  private Dice dice(String part) {
    return new Dice(Dice.seed(seed, sound.name(), Integer.toString(index), part));
  }
}
