package org.aulos.runtime.pipeline;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioFormat;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioFiles;
import org.aulos.audio.AudioInfo;
import org.aulos.audio.Excerpt;
import org.aulos.dsp.Resampler;
import org.aulos.runtime.Digests;
import org.aulos.runtime.RunSettings;

/** Reads, mixes and resamples the audio of clips. Safe to use from several threads. */
@Singleton
public final class ClipReader {
  /** How rates are converted, as signatures name it. */
  public static final String RESAMPLER = "kaiser-sinc-100dB";

  private static final String NO_SAMPLES = "holds no samples";

  private final double maxSeconds;
  private final Map<Path, String> fileDigests = new ConcurrentHashMap<>();

  /** A reader that refuses clips longer than the settings allow. */
  @Inject
  public ClipReader(RunSettings settings) {
    this.maxSeconds = settings.maxSeconds();
  }

  /**
   * Digest of everything that decides the samples of a clip: the bytes of its file and its bounds,
   * or its recipe.
   *
   * @throws AudioException if the file cannot be read
   */
  public String digest(Clip clip) {
    AudioSource source = clip.audio();
    if (source instanceof AudioFile file) {
      String bounds = "|" + file.startSeconds() + "|" + file.endSeconds();
      return Digests.sha256(digest(file) + bounds);
    }
    return Digests.sha256(((RenderedAudio) source).recipe());
  }

  /**
   * Looks at what the file of a clip says of itself, without decoding it. What passes may still
   * prove damaged when it is decoded.
   *
   * @throws AudioException if that shows already that {@link #read} will fail
   */
  public void check(Clip clip) {
    if (clip.audio() instanceof AudioFile file) {
      AudioInfo info = AudioFiles.probe(file.path());
      if (info.frames().isPresent()) {
        double end = (double) info.frames().getAsLong() / info.sampleRate();
        double seconds = Math.min(end, file.endSeconds()) - file.startSeconds();
        if (!(seconds > 0)) {
          throw new AudioException(file.path(), NO_SAMPLES);
        }
        if (seconds > maxSeconds) {
          throw new AudioException(
              file.path(),
              "lasts %.1f s, more than max-seconds (%s)".formatted(seconds, maxSeconds));
        }
      }
    }
  }

  /**
   * The audio of a clip, as it is.
   *
   * @throws AudioException if it cannot be read or is too long
   */
  public Waveform read(Clip clip) {
    if (clip.audio() instanceof AudioFile file) {
      Waveform waveform =
          AudioFiles.read(
              file.path(), new Excerpt(file.startSeconds(), file.endSeconds(), maxSeconds));
      if (waveform.frames() == 0) {
        throw new AudioException(file.path(), NO_SAMPLES);
      }
      return waveform;
    }
    return ((RenderedAudio) clip.audio()).render();
  }

  /**
   * Of files that clips are cut from, each is read once; of whole files none is asked for twice.
   */
  private String digest(AudioFile file) {
    boolean whole = file.startSeconds() == 0 && file.endSeconds() == Double.POSITIVE_INFINITY;
    return whole
        ? digest(file.path())
        : fileDigests.computeIfAbsent(file.path(), ClipReader::digest);
  }

  private static String digest(Path path) {
    try {
      return Digests.sha256(path);
    } catch (IOException e) {
      throw new AudioException(path, "cannot be read: " + e, e);
    }
  }

  /**
   * A waveform in another format: mixed to the mean of its channels, copied to several if several
   * are wanted, then resampled.
   */
  public static Waveform convert(Waveform waveform, AudioFormat format) {
    Waveform mixed = mix(waveform, format.channels());
    if (mixed.sampleRate() == format.sampleRate()) {
      return mixed;
    }
    Resampler resampler = Resampler.of(mixed.sampleRate(), format.sampleRate());
    float[][] channels = new float[mixed.channels()][];
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] = resampler.resample(mixed.channel(channel));
    }
    return new Waveform(channels, format.sampleRate());
  }

  private static Waveform mix(Waveform waveform, int channels) {
    if (waveform.channels() == channels) {
      return waveform;
    }
    float[] mono = waveform.channels() == 1 ? waveform.channel(0) : mean(waveform);
    float[][] copies = new float[channels][];
    for (int channel = 0; channel < channels; channel++) {
      copies[channel] = mono;
    }
    return new Waveform(copies, waveform.sampleRate());
  }

  private static float[] mean(Waveform waveform) {
    float[] mean = new float[waveform.frames()];
    for (int channel = 0; channel < waveform.channels(); channel++) {
      float[] samples = waveform.channel(channel);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += samples[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= waveform.channels();
    }
    return mean;
  }
}
