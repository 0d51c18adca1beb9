package org.aulos.runtime.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Lyrics;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.pipeline.ComputeTimes;
import org.jspecify.annotations.Nullable;

/**
 * Lets generators answer their prompts, one by one, and keeps the answers as files: a WAV file of
 * floats for each, {@code clips.jsonl}, a manifest of them by the ids of their prompts, and {@code
 * log.jsonl}, which tells of every prompt what came of it and how long that took.
 */
public final class Generation {
  private static final String CLIPS = "clips.jsonl";
  private static final String LOG = "log.jsonl";
  private static final int LONGEST_NAME = 40;
  private static final JsonMapper JSON = new JsonMapper();

  private final RunSettings settings;

  /** A generation that passes over what fails, unless the settings are strict. */
  @Inject
  public Generation(RunSettings settings) {
    this.settings = settings;
  }

  /**
   * What a generator has made.
   *
   * @param clips the clips that it made, as files
   * @param failures the prompts that it did not answer
   * @param times how long it took for each clip
   */
  record Outcome(List<Clip> clips, List<ClipFailure> failures, ComputeTimes times) {}

  /** A line of the log. */
  private record Logged(
      String id,
      @Nullable String path,
      double audioSeconds,
      double seconds,
      @Nullable String problem) {
    Map<String, Object> line() {
      Map<String, Object> line = new LinkedHashMap<>(Map.of("id", id));
      if (path != null) {
        line.put("path", path);
        line.put("audioSeconds", audioSeconds);
      }
      line.put("seconds", seconds);
      if (problem != null) {
        line.put("problem", problem);
      }
      return line;
    }
  }

  /**
   * Runs a generator.
   *
   * @param name its name
   * @param asked a clip for each prompt, which renders the answer
   * @param wanted duration that it is asked for, in seconds
   * @param folder where the files go
   * @param progress hears of every prompt
   * @throws AulosException if a prompt has no answer and the settings are strict
   */
  Outcome run(
      String name, List<Clip> asked, double wanted, Path folder, ProgressListener progress) {
    return new Run(name, wanted, folder, progress).run(asked);
  }

  /** One run: what it has come to so far. */
  private final class Run {
    private final String name;
    private final double wanted;
    private final Path folder;
    private final ProgressListener progress;
    private final List<Clip> clips = new ArrayList<>();
    private final List<ClipFailure> failures = new ArrayList<>();
    private final List<Logged> log = new ArrayList<>();

    Run(String name, double wanted, Path folder, ProgressListener progress) {
      this.name = name;
      this.wanted = wanted;
      this.folder = folder;
      this.progress = progress;
    }

    Outcome run(List<Clip> asked) {
      AtomicFiles.createFolder(folder);
      progress.started(name, asked.size());
      try {
        for (Clip clip : asked) {
          answer(clip);
          progress.advanced(name, log.size());
        }
      } finally {
        write(CLIPS, clips.stream().map(Generation::listed).toList());
        write(LOG, log.stream().map(Logged::line).toList());
      }
      warnOfShortClips();
      ComputeTimes times =
          new ComputeTimes(
              0,
              log.stream()
                  .filter(own -> own.path() != null)
                  .map(own -> new ComputeTimes.Batch(1, own.audioSeconds(), own.seconds()))
                  .toList());
      progress.finished(
          name,
          "%d clips, %.0f s of audio in %.1f s"
              .formatted(clips.size(), times.audioSeconds(), times.seconds()));
      return new Outcome(clips, failures, times);
    }

    private void answer(Clip clip) {
      long start = System.nanoTime();
      String file = fileName(log.size() + 1, clip.id());
      try {
        Waveform audio = rendered(clip);
        double seconds = (System.nanoTime() - start) / 1e9;
        AudioFiles.write(folder.resolve(file), audio, AudioEncoding.WAV_FLOAT32);
        clips.add(clip.withAudio(AudioFile.whole(folder.resolve(file))));
        log.add(new Logged(clip.id(), file, audio.seconds(), seconds, null));
      } catch (AulosException | IllegalArgumentException e) {
        String problem = String.valueOf(e.getMessage());
        if (settings.strict() || Thread.currentThread().isInterrupted()) {
          throw new AulosException("%s: '%s': %s".formatted(name, clip.id(), problem), e);
        }
        progress.warned("%s: '%s' (skipped): %s".formatted(name, clip.id(), problem));
        double seconds = (System.nanoTime() - start) / 1e9;
        log.add(new Logged(clip.id(), null, 0, seconds, problem));
        failures.add(new ClipFailure(clip.id(), lasting(e)));
      }
    }

    private void warnOfShortClips() {
      List<Logged> brief =
          log.stream()
              .filter(own -> own.path() != null && own.audioSeconds() < wanted - 1e-3)
              .toList();
      if (!brief.isEmpty()) {
        progress.warned(
            "%s: %d of %d clips are shorter than the %s s that were asked for; the first is '%s', %.2f s"
                .formatted(
                    name,
                    brief.size(),
                    clips.size(),
                    wanted,
                    brief.get(0).id(),
                    brief.get(0).audioSeconds()));
      }
    }

    private void write(String file, List<Map<String, Object>> lines) {
      AtomicFiles.write(
          folder.resolve(file),
          out -> {
            for (Map<String, Object> line : lines) {
              out.write(JSON.writeValueAsBytes(line));
              out.write('\n');
            }
          });
    }
  }

  private static Waveform rendered(Clip clip) {
    Waveform audio = ((RenderedAudio) clip.audio()).render();
    for (int channel = 0; channel < audio.channels(); channel++) {
      for (float sample : audio.channel(channel)) {
        if (!Float.isFinite(sample)) {
          throw new AulosException("the generator yields samples that are not finite");
        }
      }
    }
    return audio;
  }

  /**
   * What is wrong, as a result may tell it: without where files lie, and without the lines that a
   * program wrote, which differ from run to run.
   */
  private static String lasting(RuntimeException failure) {
    String problem =
        failure instanceof AudioException audio ? audio.problem() : failure.getMessage();
    return String.valueOf(problem).split("\n", 2)[0];
  }

  /** A number, and what of the id may stand in a file's name. */
  private static String fileName(int number, String id) {
    String plain = id.replaceAll("[^A-Za-z0-9_-]+", "_");
    return String.format(
        Locale.ROOT,
        "%04d-%s.wav",
        number,
        plain.substring(0, Math.min(LONGEST_NAME, plain.length())));
  }

  private static Map<String, Object> listed(Clip clip) {
    Path file = ((AudioFile) clip.audio()).path();
    Map<String, Object> line = new LinkedHashMap<>(Map.of("id", clip.id()));
    line.put("path", String.valueOf(file.getFileName()));
    if (!clip.labels().isEmpty()) {
      line.put("label", clip.labels());
    }
    Lyrics lyrics = clip.lyrics();
    if (lyrics != null) {
      line.put("lyrics", lyrics.text());
    }
    return line;
  }
}
