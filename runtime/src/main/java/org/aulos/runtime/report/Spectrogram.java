package org.aulos.runtime.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.aulos.api.BandLevels;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.MelOptions;
import org.aulos.dsp.Spectrum;
import org.aulos.dsp.StftOptions;

/**
 * A log-mel picture of a sound: time from left to right, HTK mel bands from 0 Hz at the bottom to
 * half the sample rate at the top, the lightness of {@value #RANGE} dB below the loudest point. Or
 * that of levels which somebody else has measured.
 */
final class Spectrogram {
  /** Mel bands, which are the rows of the picture. */
  static final int BANDS = 96;

  /** Range of the shading, in dB. */
  static final int RANGE = 80;

  private static final int MOST_COLUMNS = 600;
  private static final int LEAST_POINTS = 64;
  private static final double WINDOW_SECONDS = 0.04;
  private static final double EPSILON = 1e-10;
  private static final double DECIBEL = 10 / Math.log(10);
  private static final int[] FREQUENCIES = {250, 500, 1_000, 2_000, 4_000, 8_000, 16_000};

  private Spectrogram() {}

  /** A frequency and its height in the picture, in percent. */
  record Tick(String label, String height) {}

  /** The picture of a mono sound of at least one sample; at most about 600 columns. */
  static BufferedImage of(float[] samples, int sampleRate) {
    LogMel mel = new LogMel(options(samples.length, sampleRate));
    float[] frames = mel.extract(samples);
    float silence = (float) Math.log(EPSILON);
    float loudest = silence;
    for (float value : frames) {
      loudest = Math.max(loudest, value);
    }
    BufferedImage image = Pictures.blank(mel.frames(samples.length), BANDS);
    if (loudest > silence) {
      for (int frame = 0; frame < image.getWidth(); frame++) {
        for (int band = 0; band < BANDS; band++) {
          double below = (loudest - (double) frames[frame * BANDS + band]) * DECIBEL;
          paint(image, frame, band, below);
        }
      }
    }
    return image;
  }

  /**
   * The picture of levels: a row for each band, the lowest at the bottom, and at most 600 columns.
   * Where a column stands for several frames it shows the loudest; the last may stand for fewer.
   *
   * @param loudest the level that is lightest, in dB
   */
  static BufferedImage of(BandLevels levels, double loudest) {
    int frames = levels.frames();
    int each = Math.max(1, roundedUp(frames, MOST_COLUMNS));
    int columns = roundedUp(frames, each);
    BufferedImage image = Pictures.blank(Math.max(1, columns), levels.bands());
    for (int column = 0; column < columns; column++) {
      for (int band = 0; band < levels.bands(); band++) {
        double level = Double.NEGATIVE_INFINITY;
        for (int frame = column * each; frame < Math.min(frames, (column + 1) * each); frame++) {
          level = Math.max(level, levels.decibels(frame, band));
        }
        paint(image, column, band, loudest - level);
      }
    }
    return image;
  }

  private static int roundedUp(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** The shading, from {@value #RANGE} dB below the loudest point to that point. */
  static BufferedImage shading() {
    BufferedImage image = Pictures.blank(RANGE + 1, 1);
    for (int below = 0; below <= RANGE; below++) {
      Pictures.paint(image, RANGE - below, 0, 1 - (double) below / RANGE);
    }
    return image;
  }

  private static void paint(BufferedImage image, int frame, int band, double below) {
    Pictures.paint(image, frame, image.getHeight() - 1 - band, 1 - below / RANGE);
  }

  private static LogMelOptions options(int samples, int sampleRate) {
    int window = Math.max(LEAST_POINTS, (int) (sampleRate * WINDOW_SECONDS));
    int points = Integer.highestOneBit(2 * window - 1);
    int hop = Math.max(points / 4, samples / MOST_COLUMNS);
    return new LogMelOptions(
        StftOptions.centred(points, hop),
        mel(sampleRate),
        Spectrum.POWER,
        LogMelOptions.Floor.CLAMP,
        EPSILON);
  }

  private static MelOptions mel(int sampleRate) {
    return new MelOptions(
        sampleRate,
        BANDS,
        0,
        sampleRate / 2.0,
        MelOptions.Scale.HTK,
        MelOptions.Slope.HERTZ,
        MelOptions.Norm.SLANEY);
  }

  /** Frequencies to write beside the picture of a sound. */
  static List<Tick> ticks(int sampleRate) {
    // HTK: mel is proportional to log(1 + f / 700).
    double top = Math.log1p(sampleRate / 2.0 / 700);
    return ticks(frequency -> Math.log1p(frequency / 700) / top);
  }

  /**
   * Frequencies to write beside the picture of levels.
   *
   * @param centres of the bands, in Hz, ascending
   */
  static List<Tick> ticks(List<Double> centres) {
    return ticks(frequency -> height(centres, frequency));
  }

  /** The height of a frequency, in [0, 1]: straight between the middles of two rows. */
  private static double height(List<Double> centres, double frequency) {
    int above = 0;
    while (above < centres.size() && centres.get(above) < frequency) {
      above++;
    }
    if (above == 0 || above == centres.size()) {
      return above == 0 ? 0 : 1;
    }
    double low = centres.get(above - 1);
    double between = (frequency - low) / (centres.get(above) - low);
    return (above - 0.5 + between) / centres.size();
  }

  private static List<Tick> ticks(DoubleUnaryOperator heights) {
    List<Tick> ticks = new ArrayList<>();
    for (int frequency : FREQUENCIES) {
      double height = heights.applyAsDouble(frequency);
      if (height > 0 && height < 0.97) {
        String label = frequency < 1000 ? frequency + " Hz" : frequency / 1000 + " kHz";
        ticks.add(new Tick(label, Numbers.fixed(100 * height, 1)));
      }
    }
    return ticks;
  }
}
