package org.aulos.audio;

import java.io.IOException;
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

  private static AudioException unreadable(Path file, IOException cause) {
    return new AudioException(file, "cannot be read: " + cause.getMessage(), cause);
  }
}
