package org.aulos.listen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.audio.AudioInfo;
import org.aulos.audio.Excerpt;
import org.aulos.dsp.Loudness;
import org.aulos.dsp.Resampler;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.ProgressListener;

/**
 * The clips of a study as they are played: of one format, so that neither size nor headers tell
 * systems apart; of one loudness; and never clipped. All clips of a prompt are softened together if
 * one of them would pass the ceiling, so that they still match.
 */
final class MatchedClips {
  /** Highest true peak that is played, in dBTP: the maximum that EBU R 128 permits. */
  static final double CEILING = -1;

  private static final int HIGHEST_RATE = 48_000;
  private static final int MOST_CHANNELS = 2;
  private static final String STAGE = "matching loudness";

  /** Length of the fade where a clip was cut. */
  private static final double FADE_SECONDS = 0.05;

  private final Study study;
  private final Path folder;
  private final ProgressListener progress;
  private final int sampleRate;
  private final int channels;
  private final Loudness loudness;

  private final Map<String, Double> softened = Collections.synchronizedMap(new TreeMap<>());
  private final List<String> silent = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger cut = new AtomicInteger();

  private MatchedClips(
      Study study, Path folder, ProgressListener progress, List<AudioInfo> formats) {
    this.study = study;
    this.folder = folder;
    this.progress = progress;
    this.sampleRate =
        Math.max(
            Loudness.LOWEST_RATE,
            Math.min(
                HIGHEST_RATE, formats.stream().mapToInt(AudioInfo::sampleRate).max().orElse(0)));
    this.channels = formats.stream().mapToInt(AudioInfo::channels).max().orElse(1);
    this.loudness = Loudness.of(sampleRate);
  }

  /**
   * Writes every clip of a study into a folder, as WAV with 16 bits.
   *
   * @return the files
   * @throws AulosException holding every clip that cannot be played
   */
  static Map<ClipKey, Path> write(Study study, Path folder, ProgressListener progress) {
    List<String> problems = new ArrayList<>();
    List<AudioInfo> formats = new ArrayList<>();
    study
        .clips()
        .forEach(
            (key, clip) -> {
              try {
                formats.add(format(clip));
              } catch (AudioException e) {
                problems.add(key + ": " + e.getMessage());
              }
            });
    throwIfAny(problems);
    AtomicFiles.createFolder(folder);
    return new MatchedClips(study, folder, progress, formats).write();
  }

  private static AudioInfo format(AudioFile clip) {
    AudioInfo info = AudioFiles.probe(clip.path());
    if (info.channels() > MOST_CHANNELS) {
      throw new AudioException(
          clip.path(), "has " + info.channels() + " channels; mix it down to two");
    }
    return info;
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new AulosException("these clips cannot be played:\n  " + String.join("\n  ", problems));
    }
  }

  private Map<ClipKey, Path> write() {
    List<String> prompts = List.copyOf(study.options().prompts().keySet());
    List<String> problems = Collections.synchronizedList(new ArrayList<>());
    Map<ClipKey, Path> files = Collections.synchronizedMap(new HashMap<>());
    AtomicInteger done = new AtomicInteger();
    progress.started(STAGE, prompts.size());
    prompts.parallelStream()
        .forEach(
            prompt -> {
              try {
                files.putAll(write(prompt, prompts.indexOf(prompt)));
              } catch (AudioException e) {
                problems.add("prompt '" + prompt + "': " + e.getMessage());
              }
              progress.advanced(STAGE, done.incrementAndGet());
            });
    throwIfAny(problems);
    progress.finished(STAGE, summary(files.size()));
    warn();
    return files;
  }

  /** The clips of one prompt, which play one after the other. */
  private Map<ClipKey, Path> write(String prompt, int index) {
    Map<ClipKey, float[][]> sounds = new LinkedHashMap<>();
    study
        .clips()
        .forEach(
            (key, clip) -> {
              if (key.prompt().equals(prompt)) {
                sounds.put(key, sound(clip));
              }
            });
    Map<ClipKey, Double> gains = gains(prompt, sounds);
    Map<ClipKey, Path> files = new HashMap<>();
    sounds.forEach(
        (key, sound) -> {
          scale(sound, Objects.requireNonNull(gains.get(key)));
          Path file = folder.resolve("%d-%d.wav".formatted(index, files.size()));
          AudioFiles.write(file, new Waveform(sound, sampleRate), AudioEncoding.WAV_PCM16);
          files.put(key, file);
        });
    return files;
  }

  /**
   * Gain of each clip in dB: to the target, then down together as far as the loudest peak needs.
   */
  private Map<ClipKey, Double> gains(String prompt, Map<ClipKey, float[][]> sounds) {
    Map<ClipKey, Double> gains = new LinkedHashMap<>();
    double excess = 0;
    for (Map.Entry<ClipKey, float[][]> sound : sounds.entrySet()) {
      double measured = loudness.integrated(sound.getValue());
      double gain = 0;
      if (measured == Double.NEGATIVE_INFINITY) {
        silent.add(sound.getKey().toString());
      } else {
        gain = study.options().loudness() - measured;
      }
      gains.put(sound.getKey(), gain);
      excess = Math.max(excess, loudness.truePeak(sound.getValue()) + gain - CEILING);
    }
    if (excess > 0) {
      softened.put(prompt, excess);
    }
    double down = excess;
    gains.replaceAll((key, gain) -> gain - down);
    return gains;
  }

  /** Decoded, cut, in the format of the study. */
  private float[][] sound(AudioFile clip) {
    Waveform read =
        AudioFiles.read(
            clip.path(), new Excerpt(clip.startSeconds(), clip.endSeconds(), StudyOptions.LONGEST));
    if (read.frames() == 0) {
      throw new AudioException(clip.path(), "holds no samples");
    }
    int most = (int) Math.round(study.options().maxSeconds() * read.sampleRate());
    float[][] sound = new float[channels][];
    for (int i = 0; i < channels; i++) {
      // A page plays one channel on both sides, so it counts twice.
      float[] samples = read.channel(Math.min(i, read.channels() - 1));
      if (samples.length > most) {
        samples = faded(Arrays.copyOf(samples, most), read.sampleRate());
      }
      sound[i] = Resampler.of(read.sampleRate(), sampleRate).resample(samples);
    }
    if (read.frames() > most) {
      cut.incrementAndGet();
    }
    return sound;
  }

  private static float[] faded(float[] samples, int sampleRate) {
    int length = Math.min(samples.length, (int) (FADE_SECONDS * sampleRate));
    for (int i = 0; i < length; i++) {
      samples[samples.length - 1 - i] *= (float) i / length;
    }
    return samples;
  }

  private static void scale(float[][] sound, double decibels) {
    float factor = (float) Math.pow(10, decibels / 20);
    for (float[] channel : sound) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] *= factor;
      }
    }
  }

  private String summary(int count) {
    return "%d clips at %s LUFS, %d Hz, %s%s"
        .formatted(
            count,
            study.options().loudness(),
            sampleRate,
            channels == 1 ? "mono" : "stereo",
            cut.get() == 0
                ? ""
                : "; %d cut at %s s".formatted(cut.get(), study.options().maxSeconds()));
  }

  private void warn() {
    if (!softened.isEmpty()) {
      progress.warned(
          "so that no peak passes %s dBTP, all clips of a prompt play softer together: %s"
              .formatted(
                  CEILING,
                  softened.entrySet().stream()
                      .map(
                          entry ->
                              String.format(
                                  Locale.ROOT, "%s by %.1f dB", entry.getKey(), entry.getValue()))
                      .collect(Collectors.joining(", "))));
    }
    if (!silent.isEmpty()) {
      progress.warned(
          "these play as they are, since their loudness cannot be measured (silent, or shorter than 0.4 s): "
              + silent.stream().sorted().collect(Collectors.joining("; ")));
    }
  }
}
