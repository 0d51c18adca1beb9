package org.aulos.runtime.dataset;

import static org.aulos.runtime.dataset.OptionRanges.requireWithin;

import java.util.List;
import org.aulos.api.Suggestions;
import org.aulos.api.spi.Describe;
import org.aulos.runtime.dataset.scenes.SoundClass;

/**
 * Options of {@code synthetic-scenes}.
 *
 * @param classes names of the classes to render; empty for all
 * @param clipsPerClass clips of each class, 1 to 100,000
 * @param seconds duration of a clip, 0.5 to 600 s
 * @param sampleRate in Hz, 8,000 to 192,000
 * @param folds folds that each class is dealt over, 1 to {@code clipsPerClass}
 * @param seed of everything that varies
 * @param minSnr least ratio of the mean powers of sound and background, in dB, from -60
 * @param maxSnr greatest such ratio, in dB, up to 120
 */
@Describe(
    "Sounds that Aulos synthesises itself: classes that a person can tell apart, before"
        + " backgrounds, with tags, folds and sung phrases whose words are timed.")
public record SyntheticScenesOptions(
    @Describe("Names of the classes to render; empty for all.") List<String> classes,
    @Describe("Clips of each class, 1 to 100000.") int clipsPerClass,
    @Describe("Duration of a clip in seconds, 0.5 to 600.") double seconds,
    @Describe("Sampling rate in Hz, 8000 to 192000.") int sampleRate,
    @Describe("Folds that each class is dealt over evenly, 1 to clips-per-class.") int folds,
    @Describe("Seed of the sounds; the seed of the run does not change them.") long seed,
    @Describe("Least ratio of sound to background in dB, from -60.") double minSnr,
    @Describe("Greatest ratio of sound to background in dB, up to 120.") double maxSnr) {
  /** Twenty clips of four seconds of every class, at 16 kHz, in five folds. */
  public static final SyntheticScenesOptions DEFAULTS =
      new SyntheticScenesOptions(List.of(), 20, 4, 16_000, 5, 1, 0, 15);

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a value is out of its range or a class is unknown or named
   *     twice
   */
  public SyntheticScenesOptions {
    classes = List.copyOf(classes);
    for (String name : classes) {
      if (SoundClass.named(name).isEmpty()) {
        throw new IllegalArgumentException(
            "no class '%s'; %s".formatted(name, Suggestions.among(name, names())));
      }
    }
    if (classes.stream().distinct().count() < classes.size()) {
      throw new IllegalArgumentException("expected each class once but was " + classes);
    }
    requireWithin("clipsPerClass", clipsPerClass, 1, 100_000);
    requireWithin("seconds", seconds, 0.5, 600);
    requireWithin("sampleRate", sampleRate, 8_000, 192_000);
    requireWithin("folds", folds, 1, clipsPerClass);
    requireWithin("minSnr", minSnr, -60, 120);
    requireWithin("maxSnr", maxSnr, minSnr, 120);
  }

  private static List<String> names() {
    return SoundClass.ALL.stream().map(SoundClass::name).toList();
  }
}
