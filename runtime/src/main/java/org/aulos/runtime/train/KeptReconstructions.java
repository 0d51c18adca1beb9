package org.aulos.runtime.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.BandLevels;
import org.aulos.api.Reconstruction;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.NpyFiles;

/**
 * The examples that a trainer has shown last, in the folder {@value #FOLDER} of its run: {@value
 * #FILE}, which is this record, and beside it, in a folder for the step, the sounds as WAV and the
 * levels as {@code .npy}.
 *
 * @param step of the checkpoint on which they were tried
 * @param examples in the order of the trainer
 */
public record KeptReconstructions(long step, List<Example> examples) {
  /** Folder in that of the run. */
  public static final String FOLDER = "reconstructions";

  /** Examples that are kept of those that a trainer shows. */
  public static final int MOST_EXAMPLES = 8;

  /** The beginning of each sound that is kept, in seconds. */
  public static final double MOST_SECONDS = 30;

  static final String FILE = FOLDER + "/reconstructions.json";

  private static final String STEP = "step-";

  /** Whose sound or levels. */
  public enum Of {
    /** The clip as it is; it has no levels. */
    ORIGINAL,
    /** What the model hears. */
    INPUT,
    /** What it makes of that. */
    OUTPUT
  }

  /**
   * An example.
   *
   * @param clip id of the clip that it is a part of
   * @param start where in the clip it begins, in seconds
   * @param frequencies centres of the bands, in Hz
   * @param secondsPerFrame from one frame of the levels to the next
   */
  public record Example(
      String clip, double start, List<Double> frequencies, double secondsPerFrame) {}

  /**
   * Keeps examples in the place of those that were kept before. Until all are written the earlier
   * ones stand.
   *
   * @throws AulosException if they cannot be written
   */
  static void write(TrainFolder folder, long step, List<Reconstruction> all) {
    List<Reconstruction> shown = all.subList(0, Math.min(MOST_EXAMPLES, all.size()));
    KeptReconstructions kept =
        new KeptReconstructions(step, shown.stream().map(KeptReconstructions::example).toList());
    Path run = folder.path();
    AtomicFiles.createFolder(run.resolve(FOLDER).resolve(STEP + step));
    for (int i = 0; i < shown.size(); i++) {
      Reconstruction one = shown.get(i);
      write(run.resolve(kept.sound(i, Of.ORIGINAL)), one.original());
      write(run.resolve(kept.sound(i, Of.INPUT)), one.input().sound());
      write(run.resolve(kept.sound(i, Of.OUTPUT)), one.output().sound());
      write(run.resolve(kept.levels(i, Of.INPUT)), one.input().levels());
      write(run.resolve(kept.levels(i, Of.OUTPUT)), one.output().levels());
    }
    folder.write(kept);
    deleteOthers(run.resolve(FOLDER), STEP + step);
  }

  private static Example example(Reconstruction shown) {
    BandLevels levels = shown.input().levels();
    return new Example(shown.clip(), shown.start(), levels.frequencies(), levels.secondsPerFrame());
  }

  private static void write(Path file, Waveform sound) {
    int most = (int) Math.min(sound.frames(), MOST_SECONDS * sound.sampleRate());
    float[][] beginning = new float[sound.channels()][];
    for (int channel = 0; channel < beginning.length; channel++) {
      beginning[channel] = Arrays.copyOf(sound.channel(channel), most);
    }
    AudioFiles.write(file, new Waveform(beginning, sound.sampleRate()), AudioEncoding.WAV_PCM16);
  }

  private static void write(Path file, BandLevels levels) {
    AtomicFiles.write(
        file, out -> NpyFiles.write(out, levels.decibels(), levels.frames(), levels.bands()));
  }

  /** Deletes the files of other steps, which nothing names any more. */
  private static void deleteOthers(Path folder, String current) {
    try {
      for (Path old : children(folder)) {
        if (Files.isDirectory(old) && !old.endsWith(current)) {
          for (Path file : children(old)) {
            Files.delete(file);
          }
          Files.delete(old);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new AulosException("cannot delete from " + folder + ": " + e, e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** The file of a sound, relative to the folder of the run. */
  public String sound(int example, Of what) {
    return file(example, what, "wav");
  }

  private String levels(int example, Of what) {
    return file(example, what, "npy");
  }

  private String file(int example, Of what, String ending) {
    return "%s/%s%d/%02d-%s.%s"
        .formatted(FOLDER, STEP, step, example + 1, what.name().toLowerCase(Locale.ROOT), ending);
  }

  /**
   * The levels of an example.
   *
   * @param what the input or the output
   * @throws AulosException if the file cannot be read, or is of other bands
   */
  public BandLevels levels(TrainFolder folder, int example, Of what) {
    Example shown = examples.get(example);
    Path file = folder.path().resolve(levels(example, what));
    try {
      return NpyFiles.read(
          file,
          (values, frames, bands) ->
              new BandLevels(values, shown.frequencies(), shown.secondsPerFrame()));
    } catch (IllegalArgumentException e) {
      throw new AulosException(file + ": " + e.getMessage(), e);
    }
  }
}
