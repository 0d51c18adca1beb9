package org.aulos.runtime.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioSource;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioInfo;
import org.aulos.audio.Excerpt;
import org.aulos.runtime.Digests;
import org.aulos.runtime.dataset.scenes.Scene;

/** What a data set needs to know of the clips of others to make its own of them. */
final class SourceAudio {
  private SourceAudio() {}

  /**
   * Duration in seconds; of a file as its header states it, if it does.
   *
   * @throws AudioException if the file cannot be read
   */
  static double seconds(AudioSource source) {
    if (source instanceof AudioFile file) {
      AudioInfo info = org.aulos.audio.AudioFiles.probe(file.path());
      double end =
          info.frames().isPresent()
              ? (double) info.frames().getAsLong() / info.sampleRate()
              : org.aulos.audio.AudioFiles.read(file.path(), Excerpt.WHOLE).seconds();
      return Math.min(end, file.endSeconds()) - file.startSeconds();
    }
    if (source instanceof Scene scene) {
      return (double) scene.frames() / scene.sampleRate();
    }
    return ((RenderedAudio) source).render().seconds();
  }

  /** The excerpt {@code [start, start + seconds)}, in seconds; it must lie within the source. */
  static AudioSource excerpt(AudioSource source, double start, double seconds) {
    if (source instanceof AudioFile file) {
      double first = file.startSeconds() + start;
      return new AudioFile(file.path(), first, first + seconds);
    }
    return new RenderedExcerpt((RenderedAudio) source, start, seconds);
  }

  /**
   * The audio, as it is.
   *
   * @throws AudioException if it cannot be read
   */
  static Waveform read(AudioSource source) {
    return read(source, Double.POSITIVE_INFINITY);
  }

  /**
   * The audio, as it is, unless a file of it lasts longer than {@code maxSeconds}.
   *
   * @throws AudioException if it cannot be read, or is longer
   */
  static Waveform read(AudioSource source, double maxSeconds) {
    return source instanceof AudioFile file
        ? org.aulos.audio.AudioFiles.read(
            file.path(), new Excerpt(file.startSeconds(), file.endSeconds(), maxSeconds))
        : ((RenderedAudio) source).render();
  }

  /**
   * Everything that decides the samples, in words.
   *
   * @throws AudioException if the file cannot be read
   */
  static String recipe(AudioSource source) {
    if (source instanceof AudioFile file) {
      try {
        return "file %s from %s s to %s s"
            .formatted(Digests.sha256(file.path()), file.startSeconds(), file.endSeconds());
      } catch (IOException e) {
        throw new AudioException(file.path(), "cannot be read: " + e, e);
      }
    }
    return ((RenderedAudio) source).recipe();
  }

  /** A part of what is rendered. */
  private record RenderedExcerpt(RenderedAudio whole, double start, double seconds)
      implements RenderedAudio {
    @Override
    public String recipe() {
      return String.format(Locale.ROOT, "%s s from %s s of [%s]", seconds, start, whole.recipe());
    }

    @Override
    public Waveform render() {
      Waveform all = whole.render();
      int length = (int) Math.round(seconds * all.sampleRate());
      int first = (int) Math.round(start * all.sampleRate());
      float[][] channels = new float[all.channels()][];
      for (int channel = 0; channel < channels.length; channel++) {
        channels[channel] = Arrays.copyOfRange(all.channel(channel), first, first + length);
      }
      return new Waveform(channels, all.sampleRate());
    }
  }
}
