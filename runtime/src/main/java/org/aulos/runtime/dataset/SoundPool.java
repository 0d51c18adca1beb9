package org.aulos.runtime.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.AudioException;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.jspecify.annotations.Nullable;

/**
 * The labelled sounds of one data set and the backgrounds of another, parted into training and
 * test, for data sets that mix them. A data set without a name is synthesised.
 */
final class SoundPool {
  static final String TRAIN = "train";
  static final String TEST = "test";

  /** Draws before all recordings are looked at. */
  private static final int DRAWS = 1_000;

  /** Loudness of synthesised sounds over their own backgrounds, in dB: they are heard alone. */
  private static final double CLEAN = 30;

  private final Dataset foreground;
  private final List<String> testFolds;
  private final Map<String, List<Clip>> sounds;
  private final Map<String, List<Clip>> backgrounds;
  private final Map<AudioSource, Double> lengths = new HashMap<>();
  private final Problems problems;

  /**
   * Where the clips come from.
   *
   * @param foreground name of the data set of the sounds; empty for synthesised ones
   * @param background name of that of the backgrounds; empty for synthesised ones
   * @param testFolds folds, of either, that are for test, beside one called {@code test}
   * @param soundSeconds length of synthesised sounds
   * @param backgroundSeconds length of synthesised backgrounds
   * @param seed of what is synthesised, and of the parts of backgrounds without folds
   */
  record Source(
      String foreground,
      String background,
      List<String> testFolds,
      double soundSeconds,
      double backgroundSeconds,
      long seed) {}

  /** A pool; {@code problems} receives what keeps it from serving training and test. */
  SoundPool(Source source, Resources resources, Problems problems) {
    this.problems = problems;
    this.testFolds = source.testFolds();
    this.foreground =
        source.foreground().isEmpty()
            ? scenes(source.soundSeconds(), source.seed(), CLEAN, resources)
            : resources.dataset(source.foreground());
    Dataset background =
        source.background().isEmpty()
            ? scenes(source.backgroundSeconds(), ~source.seed(), 0, resources)
            : resources.dataset(source.background());
    boolean folded = background.clips().stream().allMatch(clip -> clip.fold() != null);
    this.sounds = parted(foreground, this::part);
    this.backgrounds = parted(background, clip -> folded ? part(clip) : dealt(clip, source.seed()));
    check();
  }

  private static Dataset scenes(double seconds, long seed, double snr, Resources resources) {
    SyntheticScenesOptions plain = SyntheticScenesOptions.DEFAULTS;
    return SyntheticScenes.create(
        new SyntheticScenesOptions(
            plain.classes(),
            plain.clipsPerClass(),
            seconds,
            plain.sampleRate(),
            plain.folds(),
            seed,
            snr,
            snr + plain.maxSnr()),
        resources);
  }

  private static Map<String, List<Clip>> parted(Dataset dataset, Function<Clip, String> part) {
    return dataset.clips().stream().collect(Collectors.groupingBy(part, Collectors.toList()));
  }

  /** Without folds every recording is on one side, whichever others there are. */
  private static String dealt(Clip clip, long seed) {
    return new Dice(Dice.seed(seed, clip.id(), "part")).chance(0.5) ? TEST : TRAIN;
  }

  private void check() {
    for (Clip clip : foreground.clips()) {
      if (clip.label().isEmpty() || clip.fold() == null) {
        problems.add(clip.id(), "has no " + (clip.fold() == null ? "fold" : "label"));
      }
    }
    for (String part : List.of(TRAIN, TEST)) {
      if (problems.none() && !sounds.containsKey(part)) {
        problems.add(
            "foreground", "has no fold for %s; it has the folds %s".formatted(part, folds()));
      }
      if (!backgrounds.containsKey(part)) {
        problems.add(
            "background",
            "has no clip for %s, where %s and a fold called test are tested with"
                .formatted(part, testFolds));
      }
    }
  }

  private Set<String> folds() {
    return foreground.clips().stream()
        .map(clip -> String.valueOf(clip.fold()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Which part a sound is for: {@link #TRAIN} or {@link #TEST}. */
  String part(Clip clip) {
    @Nullable String fold = clip.fold();
    return fold != null && (fold.equals(TEST) || testFolds.contains(fold)) ? TEST : TRAIN;
  }

  /** The data set of the sounds. */
  Dataset foreground() {
    return foreground;
  }

  /** The sounds of a part, in their order. */
  List<Clip> sounds(String part) {
    return sounds.getOrDefault(part, List.of());
  }

  /**
   * A background of a part, each that is long enough as likely as any other; none, which is then a
   * problem, if none is.
   */
  Optional<Clip> background(String part, double seconds, Dice dice) {
    List<Clip> candidates = backgrounds.getOrDefault(part, List.of());
    Optional<Clip> drawn =
        IntStream.range(0, DRAWS)
            .mapToObj(draw -> dice.choose(candidates))
            .filter(clip -> seconds(clip) >= seconds)
            .findFirst();
    if (drawn.isPresent()) {
      return drawn;
    }
    List<Clip> longEnough = candidates.stream().filter(clip -> seconds(clip) >= seconds).toList();
    if (longEnough.isEmpty()) {
      problems.add(
          "background",
          "none of %d clips for %s lasts %s s".formatted(candidates.size(), part, seconds));
      return Optional.empty();
    }
    return Optional.of(dice.choose(longEnough));
  }

  /** Length of a clip; 0 if it cannot be read, which is then a problem. */
  double seconds(Clip clip) {
    return lengths.computeIfAbsent(
        clip.audio(),
        audio -> {
          try {
            return SourceAudio.seconds(audio);
          } catch (AudioException e) {
            problems.add(clip.id(), String.valueOf(e.getMessage()));
            return 0.0;
          }
        });
  }
}
