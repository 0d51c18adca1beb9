package org.aulos.cli;

import java.nio.file.Path;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;

/** Recordings that tests write. */
final class Sounds {
  private Sounds() {}

  /** A tone of one second at 16 kHz, in mono. */
  static Path tone(Path file, double frequency) {
    return tone(file, frequency, 1, 16_000, 1, AudioEncoding.WAV_PCM16);
  }

  static Path tone(
      Path file,
      double frequency,
      double seconds,
      int sampleRate,
      int channels,
      AudioEncoding encoding) {
    float[][] samples = new float[channels][(int) Math.round(seconds * sampleRate)];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < samples[channel].length; i++) {
        samples[channel][i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / sampleRate));
      }
    }
    AudioFiles.write(file, new Waveform(samples, sampleRate), encoding);
    return file;
  }

  /** Tones of rising pitch, named {@code 0.wav} and so on. */
  static Path tones(Path folder, double lowest, int count) {
    folder.toFile().mkdirs();
    for (int i = 0; i < count; i++) {
      tone(folder.resolve(i + ".wav"), lowest * (1 + 0.1 * i));
    }
    return folder;
  }
}
