package org.aulos.audio;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.aulos.api.AudioException;
import org.aulos.api.Waveform;

/** Reads and writes sound files. */
public final class AudioFiles {
  private AudioFiles() {}

  /**
   * Decodes a whole file.
   *
   * @param file the sound file
   * @return all its channels at its own sample rate
   * @throws AudioException if the file cannot be read, is damaged, cut off or of an unknown format
   */
  public static Waveform read(Path file) {
    return read(file, Excerpt.WHOLE);
  }

  /**
   * Decodes a part of a file, sample exact.
   *
   * @param file the sound file
   * @param excerpt the part, and the longest that is accepted
   * @return all channels of the part at the file's own sample rate
   * @throws AudioException if the file cannot be read, is damaged, cut off or of an unknown format,
   *     if the excerpt lies outside it or is longer than accepted
   */
  public static Waveform read(Path file, Excerpt excerpt) {
    try (FileBytes bytes = FileBytes.open(file)) {
      return Sniffer.identify(bytes).read(bytes, excerpt);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Describes a file without decoding it.
   *
   * @param file the sound file
   * @throws AudioException if the file cannot be read, is of an unknown format or its headers are
   *     damaged
   */
  public static AudioInfo probe(Path file) {
    try (FileBytes bytes = FileBytes.open(file)) {
      return Sniffer.identify(bytes).info(bytes);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Writes a file, which appears whole or not at all and replaces what was there.
   *
   * <p>Integer encodings round to the nearest of their steps, 2^-15 or 2^-23; what lies outside
   * [-1, 1] becomes full scale.
   *
   * @param file the file to write; its name does not matter
   * @param audio samples, all finite
   * @param encoding how to store them
   * @return number of samples that were outside [-1, 1] and became full scale; 0 for floats, which
   *     are kept as they are
   * @throws IllegalArgumentException if a sample is not finite or there are more than 256 channels
   * @throws AudioException if the file cannot be written or the format cannot hold the audio
   */
  public static long write(Path file, Waveform audio, AudioEncoding encoding) {
    if (audio.channels() > Limits.MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "expected at most %d channels but was %d"
              .formatted(Limits.MAX_CHANNELS, audio.channels()));
    }
    try {
      return AtomicFile.write(
          file,
          channel ->
              encoding.flac
                  ? FlacWriter.write(channel, file, audio, encoding)
                  : WavWriter.write(channel, file, audio, encoding));
    } catch (NoSuchFileException e) {
      throw new AudioException(file, "cannot be written: create its folder first", e);
    } catch (IOException e) {
      throw new AudioException(file, "cannot be written: " + reason(e), e);
    }
  }

  private static AudioException unreadable(Path file, IOException cause) {
    return new AudioException(file, "cannot be read: " + reason(cause), cause);
  }

  /** What the file system says; some of its exceptions say it with their type alone. */
  private static String reason(IOException cause) {
    String type = cause.getClass().getSimpleName().replace("Exception", "");
    return type.equals("IO") ? String.valueOf(cause.getMessage()) : type + " " + cause.getMessage();
  }
}
