package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.aulos.api.AudioFormat;
import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.Window;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.TensorLogMel;

/**
 * What the networks hear: log-mel patches of 96 bands and 96 frames (2.2 s) of audio of 22 kHz. A
 * clip of up to ten seconds is followed by silence up to that length and lies under faint noise; a
 * longer one is heard as it is.
 */
final class PatchFrontEnd {
  static final AudioFormat FORMAT = AudioFormat.mono(22_000);

  /** Samples of ten seconds at 22 kHz. */
  static final int SAMPLES = 220_000;

  private static final int SIZE = AudioNetwork.SIZE;
  private static final double LOUDEST_NOISE = 5e-4;
  private static final int HOP = 12;

  private final LogMelOptions options;
  private final TensorLogMel logMel;

  /**
   * A front end.
   *
   * @param hamming whether frames lie under a Hamming window, as the paper says, or under that of
   *     Hann, as in the published code
   */
  PatchFrontEnd(boolean hamming) {
    LogMelOptions published = LogMelOptions.COALA;
    options = hamming ? published.withStft(published.stft().withWindow(Window.HAMMING)) : published;
    logMel = new TensorLogMel(options);
  }

  /** The kernel's options. */
  LogMelOptions options() {
    return options;
  }

  /**
   * Faint noise, even between 0 and 5e-4: it keeps the logarithm of silence from its floor.
   *
   * @param manager owns it
   * @return {@code [1, samples]}
   */
  static NDArray noise(long seed, int samples, NDManager manager) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = (float) (LOUDEST_NOISE * random.nextDouble());
    }
    return EngineArrays.of(manager, values, new Shape(1, samples));
  }

  /**
   * The log-mel spectrogram of a clip.
   *
   * @param samples {@code [1, samples]}
   * @param noise what lies over a clip that is not longer, {@code [1, samples]}
   * @return {@code [96 bands, frames]}
   */
  NDArray spectrogram(NDArray samples, NDArray noise) {
    long missing = noise.size() - samples.size();
    NDArray heard = samples;
    if (missing > 0) {
      NDArray silence = noise.getManager().zeros(new Shape(1, missing));
      heard = samples.size() == 0 ? silence : samples.concat(silence, 1);
    }
    if (missing >= 0) {
      heard = heard.add(noise);
    }
    int length = Math.toIntExact(heard.size());
    return logMel.extract(heard, new int[] {length}).squeeze(0).transpose();
  }

  /**
   * A part of a clip.
   *
   * @param frame the first
   * @param patch {@code [96 bands, 96 frames]}
   */
  record Cut(int frame, NDArray patch) {}

  /**
   * The patch of a clip that has the largest sum of log-mel values.
   *
   * @param samples {@code [1, samples]}
   * @param seed of the noise
   */
  Cut loudest(NDArray samples, long seed) {
    NDArray spectrogram = spectrogram(samples, noise(seed, SAMPLES, samples.getManager()));
    int frame = loudest(energies(spectrogram));
    return new Cut(frame, spectrogram.get(":, {}:{}", frame, frame + SIZE));
  }

  /**
   * Patches side by side; a last one that would not be full is left out.
   *
   * @param spectrogram {@code [96, frames]}, 96 frames or more
   * @return {@code [patches, 96, 96]}
   */
  static NDArray chunks(NDArray spectrogram) {
    long chunks = spectrogram.getShape().get(1) / SIZE;
    return spectrogram
        .get(":, :{}", chunks * SIZE)
        .reshape(SIZE, chunks, SIZE)
        .transpose(1, 0, 2); // [bands, chunks, frames] -> [chunks, bands, frames]
  }

  /**
   * Sums of the values of patches that begin 12 frames apart.
   *
   * @param spectrogram {@code [96, frames]}, 96 frames or more
   */
  static double[] energies(NDArray spectrogram) {
    float[] frames = spectrogram.sum(new int[] {0}).toFloatArray();
    double[] energies = new double[(frames.length - SIZE) / HOP + 1];
    for (int patch = 0; patch < energies.length; patch++) {
      for (int frame = 0; frame < SIZE; frame++) {
        energies[patch] += frames[patch * HOP + frame];
      }
    }
    return energies;
  }

  /**
   * The first frame of the patch of the largest sum; the first of them, if some are equal.
   *
   * @param energies sums of patches 12 frames apart; one at least
   */
  static int loudest(double[] energies) {
    int best = 0;
    for (int patch = 1; patch < energies.length; patch++) {
      if (energies[patch] > energies[best]) {
        best = patch;
      }
    }
    return best * HOP;
  }
}
