package org.aulos.listen;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
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

  /** Name of the file that says what was measured and done. */
  static final String LEVELS = "levels.csv";

  private static final int HIGHEST_RATE = 48_000;
  private static final int MOST_CHANNELS = 2;
  private static final String STAGE = "matching loudness";

  /** A difference in length that might be heard. */
  private static final double NOTICEABLE_SECONDS = 0.2;

  /** Length of the fade where a clip was cut. */
  private static final double FADE_SECONDS = 0.05;

  private final Study study;
  private final Path folder;
  private final ProgressListener progress;
  private final int sampleRate;
  private final int channels;
  private final Loudness loudness;

  private final List<Level> levels = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Double> softened = Collections.synchronizedMap(new TreeMap<>());
  private final Map<String, String> uneven = Collections.synchronizedMap(new TreeMap<>());
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
   * Writes every clip of a study into a folder, as WAV with 16 bits, and {@value #LEVELS} with the
   * gain of each.
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
    AtomicFiles.write(
        folder.resolve(LEVELS), Level.csv(levels, files).getBytes(StandardCharsets.UTF_8));
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
    evenLengths(prompt, sounds);
    List<Level> own = levels(prompt, sounds);
    Map<ClipKey, Path> files = new HashMap<>();
    for (Level level : own) {
      float[][] sound = Objects.requireNonNull(sounds.get(level.clip()));
      scale(sound, level.gain());
      Path file = folder.resolve("%d-%d.wav".formatted(index, files.size()));
      AudioFiles.write(file, new Waveform(sound, sampleRate), AudioEncoding.WAV_PCM16);
      files.put(level.clip(), file);
    }
    levels.addAll(own);
    return files;
  }

  /** Cuts the clips of systems to the shortest if the study asks for it; else notes who differ. */
  private void evenLengths(String prompt, Map<ClipKey, float[][]> sounds) {
    IntSummaryStatistics frames =
        sounds.entrySet().stream()
            .filter(sound -> !sound.getKey().system().equals(ClipKey.REFERENCE))
            .mapToInt(sound -> sound.getValue()[0].length)
            .summaryStatistics();
    if (study.options().equalLengths()) {
      for (float[][] sound : sounds.values()) {
        for (int i = 0; i < sound.length; i++) {
          if (sound[i].length > frames.getMin()) {
            sound[i] = faded(Arrays.copyOf(sound[i], frames.getMin()), sampleRate);
          }
        }
      }
    } else if (frames.getMax() - frames.getMin() > NOTICEABLE_SECONDS * sampleRate) {
      uneven.put(
          prompt,
          String.format(
              Locale.ROOT,
              "%.1f to %.1f s",
              (double) frames.getMin() / sampleRate,
              (double) frames.getMax() / sampleRate));
    }
  }

  /**
   * What each clip measures, with its gain: to the target, then down together as far as the highest
   * peak needs.
   */
  private List<Level> levels(String prompt, Map<ClipKey, float[][]> sounds) {
    List<Level> measured = new ArrayList<>();
    double excess = 0;
    for (Map.Entry<ClipKey, float[][]> sound : sounds.entrySet()) {
      double integrated = loudness.integrated(sound.getValue());
      double peak = loudness.truePeak(sound.getValue());
      double gain = 0;
      if (integrated == Double.NEGATIVE_INFINITY) {
        silent.add(sound.getKey().toString());
      } else {
        gain = study.options().loudness() - integrated;
      }
      double seconds = (double) sound.getValue()[0].length / sampleRate;
      measured.add(new Level(sound.getKey(), seconds, integrated, peak, gain));
      excess = Math.max(excess, peak + gain - CEILING);
    }
    if (excess > 0) {
      softened.put(prompt, excess);
    }
    double down = excess;
    return measured.stream().map(level -> level.softer(down)).toList();
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
    if (!uneven.isEmpty()) {
      progress.warned(
          "clips differ in length, by which raters may tell systems apart: "
              + uneven.entrySet().stream()
                  .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                  .collect(Collectors.joining(", "))
              + "; equal-lengths: true cuts them to the shortest");
    }
    if (!silent.isEmpty()) {
      progress.warned(
          "these play as they are, since their loudness cannot be measured (silent, or shorter than 0.4 s): "
              + silent.stream().sorted().collect(Collectors.joining("; ")));
    }
  }
}
