package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Sound from a log-mel spectrogram: {@link MelInversion} gives the spectra, {@link GriffinLim} with
 * momentum their phases. Detail within a band is lost, and so are exact phases; pitch, timbre and
 * rhythm are not.
 */
public final class LogMelInversion {
  private final LogMelOptions options;
  private final MelInversion mel;
  private final GriffinLim griffinLim;

  /**
   * The inversion of a front end.
   *
   * @param iterations of {@link GriffinLim}; at least 1
   * @throws IllegalArgumentException if they are fewer
   */
  public LogMelInversion(LogMelOptions options, int iterations) {
    this.options = options;
    mel = new MelInversion(new MelFilterBank(options.mel(), options.stft().fftSize()));
    // No margin: the frames may be the middle of a sound, and whatever lies around them is free.
    griffinLim =
        new GriffinLim(options.stft().withPadding(Padding.NONE), iterations, GriffinLim.FAST);
  }

  /**
   * The sound between the centres of the first and the last frame: {@code (frames - 1) * hop}
   * samples. For whole clips with a centred framing that is the clip, up to a last part hop.
   *
   * @param logMel {@code [frames, bands]} of the front end; at least one frame, finite
   * @param random draws the phases to begin with
   * @throws IllegalArgumentException if they are not whole frames
   */
  public float[] waveform(float[] logMel, RandomGenerator random) {
    int bands = options.mel().bands();
    require(
        logMel.length > 0 && logMel.length % bands == 0,
        "one frame or more of " + bands + " bands",
        logMel.length + " values");
    int between = Math.multiplyExact(logMel.length / bands - 1, options.stft().hop());
    int size = options.stft().fftSize();
    float[] samples = griffinLim.waveform(magnitudes(logMel), between + size, random);
    return Arrays.copyOfRange(samples, size / 2, size / 2 + between);
  }

  private float[] magnitudes(float[] logMel) {
    float[] bands = new float[logMel.length];
    double added = options.floor() == LogMelOptions.Floor.OFFSET ? options.epsilon() : 0;
    for (int i = 0; i < bands.length; i++) {
      bands[i] = (float) Math.max(0, Math.exp(logMel[i]) - added);
    }
    float[] spectra = mel.spectra(bands);
    if (options.spectrum() == Spectrum.POWER) {
      for (int i = 0; i < spectra.length; i++) {
        spectra[i] = (float) Math.sqrt(spectra[i]);
      }
    }
    return spectra;
  }
}
