package org.aulos.runtime.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.aulos.api.AudioException;

/** The beginning of a WAV file as 16-bit samples, which every browser plays. */
final class Recording {
  private static final float FULL_SCALE = 32_768;

  private final byte[] pcm;
  private final AudioFormat format;
  private final double total;

  private Recording(byte[] pcm, AudioFormat format, double total) {
    this.pcm = pcm;
    this.format = format;
    this.total = total;
  }

  /**
   * Reads at most {@code mostSeconds} and {@code mostBytes} of a file in a folder.
   *
   * @throws AudioException if it is missing, broken or empty; or if it lies outside the folder,
   *     since what is read here is published
   */
  static Recording read(Path folder, String name, double mostSeconds, long mostBytes) {
    Path path = folder.resolve(name).normalize();
    // Errors name the file as the run does: a page does not depend on where its folder lies.
    Path file = Path.of(name);
    if (!path.startsWith(folder.normalize())) {
      throw new AudioException(file, "lies outside the run's folder and is not shown");
    }
    if (!Files.isRegularFile(path)) {
      throw new AudioException(file, "is not there");
    }
    return read(path, file, mostSeconds, mostBytes);
  }

  private static Recording read(Path path, Path file, double mostSeconds, long mostBytes) {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(path.toFile())) {
      AudioFormat from = in.getFormat();
      AudioFormat format =
          new AudioFormat(from.getSampleRate(), Short.SIZE, from.getChannels(), true, false);
      try (AudioInputStream decoded = AudioSystem.getAudioInputStream(format, in)) {
        long frames =
            Math.min(
                (long) (mostSeconds * format.getSampleRate()), mostBytes / format.getFrameSize());
        byte[] pcm = decoded.readNBytes(Math.toIntExact(frames * format.getFrameSize()));
        if (pcm.length < format.getFrameSize()) {
          throw new AudioException(file, "holds no audio");
        }
        return new Recording(pcm, format, in.getFrameLength() / from.getSampleRate());
      }
    } catch (IOException | UnsupportedAudioFileException | IllegalArgumentException e) {
      throw new AudioException(file, "cannot be read as WAV: " + e.getMessage(), e);
    }
  }

  int sampleRate() {
    return Math.round(format.getSampleRate());
  }

  /** Duration of what was read. */
  double seconds() {
    return frames() / (double) format.getSampleRate();
  }

  /** Duration of the whole file. */
  double totalSeconds() {
    return Math.max(total, seconds());
  }

  /** The mean of all channels, in [-1, 1]. */
  float[] mono() {
    ShortBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int channels = format.getChannels();
    float[] mono = new float[frames()];
    for (int frame = 0; frame < mono.length; frame++) {
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += samples.get(frame * channels + channel);
      }
      mono[frame] = sum / (FULL_SCALE * channels);
    }
    return mono;
  }

  /** What was read, as a WAV file. */
  byte[] wav() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(pcm.length + 64);
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(pcm), format, frames())) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private int frames() {
    return pcm.length / format.getFrameSize();
  }
}
