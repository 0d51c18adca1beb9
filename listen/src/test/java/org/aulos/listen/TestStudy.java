package org.aulos.listen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;

/** A small study that tests write: tones whose level and format differ from system to system. */
final class TestStudy {
  static final List<String> SYSTEMS = List.of("zephyr", "boreas", "notos");

  private TestStudy() {}

  /** Two prompts, three systems. */
  static Path write(Path folder) {
    return write(folder, 2, "");
  }

  /** As many prompts as are asked for, and further lines of YAML. */
  static Path write(Path folder, int prompts, String more) {
    StringBuilder yaml = new StringBuilder("title: Winds\nseed: 7\nprompts:\n");
    for (int i = 0; i < prompts; i++) {
      yaml.append(
          "  verse-%d: {description: 'Wind number %d', lyrics: 'Blow, blow'}\n".formatted(i, i));
    }
    yaml.append("systems:\n");
    for (int s = 0; s < SYSTEMS.size(); s++) {
      yaml.append("  %s: clips/%s\n".formatted(SYSTEMS.get(s), SYSTEMS.get(s)));
      for (int i = 0; i < prompts; i++) {
        Path clip = folder.resolve("clips/%s/verse-%d.wav".formatted(SYSTEMS.get(s), i));
        tone(clip, 300 + 100 * i, 0.1 * (s + 1), 1.0, s == 0 ? 48_000 : 16_000, s == 0 ? 2 : 1);
      }
    }
    return write(folder.resolve("winds.yaml"), yaml + more);
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tone of a peak level. */
  static Path tone(
      Path file, double hertz, double amplitude, double seconds, int sampleRate, int channels) {
    float[][] samples = new float[channels][(int) (seconds * sampleRate)];
    for (float[] channel : samples) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / sampleRate));
      }
    }
    return sound(file, new Waveform(samples, sampleRate));
  }

  static Path sound(Path file, Waveform sound) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AudioFiles.write(file, sound, AudioEncoding.WAV_FLOAT32);
    return file;
  }
}
