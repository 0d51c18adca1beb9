package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.AudioException;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.jspecify.annotations.Nullable;

/**
 * The data set {@code background-known} (Takeuchi et al., "Towards learning a difference-aware
 * general-purpose audio representation", section 5.2): each sound mixed with a background, and
 * three excerpts of the recording that the background was cut from.
 *
 * <p>What is drawn for a sound is seeded with its id, so it depends on no other sound. The excerpt
 * in the mixture is drawn such that the others fit into the recording.
 */
final class BackgroundKnown {
  private static final String TRAIN = "train";
  private static final String TEST = "test";
  private static final String MIXTURE = "mixture";
  private static final String REMEDY =
      "Name data sets of the configuration by 'foreground', whose clips have a label and a fold,"
          + " and 'background', with recordings of at least twice 'seconds' for training and for"
          + " test.";

  /** Draws before all recordings are looked at. */
  private static final int DRAWS = 1_000;

  /** Loudness of synthesised sounds over their own backgrounds, in dB: they are heard alone. */
  private static final double CLEAN = 30;

  private final BackgroundKnownOptions options;
  private final Dataset foreground;
  private final Map<String, List<Clip>> backgrounds;
  private final Map<String, Double> lengths = new HashMap<>();
  private final Problems problems = new Problems();

  private BackgroundKnown(BackgroundKnownOptions options, Dataset foreground, Dataset background) {
    this.options = options;
    this.foreground = foreground;
    boolean folded = background.clips().stream().allMatch(clip -> clip.fold() != null);
    this.backgrounds =
        background.clips().stream()
            .collect(
                Collectors.groupingBy(
                    clip -> folded ? part(clip.fold()) : dealt(clip), Collectors.toList()));
  }

  static Dataset create(BackgroundKnownOptions options, Resources resources) {
    Dataset foreground =
        options.foreground().isEmpty()
            ? scenes(options.seconds(), options.seed(), CLEAN, resources)
            : resources.dataset(options.foreground());
    Dataset background =
        options.background().isEmpty()
            ? scenes(3 * options.seconds(), ~options.seed(), 0, resources)
            : resources.dataset(options.background());
    return new BackgroundKnown(options, foreground, background).read();
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

  private Dataset read() {
    List<Clip> clips = new ArrayList<>();
    List<ClipGroup> groups = new ArrayList<>();
    check();
    if (problems.none()) {
      for (Clip sound : foreground.clips()) {
        group(sound).ifPresent(groups::add);
      }
    }
    problems.throwIfAny("Data set 'background-known'", REMEDY);
    groups.forEach(group -> clips.addAll(group.clips().values()));
    return new GroupedDataset(clips, foreground.classes(), groups);
  }

  private void check() {
    for (Clip clip : foreground.clips()) {
      if (clip.label().isEmpty() || clip.fold() == null) {
        problems.add(clip.id(), "has no " + (clip.fold() == null ? "fold" : "label"));
      }
    }
    for (String part : List.of(TRAIN, TEST)) {
      if (problems.none() && foreground.clips().stream().noneMatch(in(part))) {
        problems.add("foreground", "has no fold for %s; %s".formatted(part, folds(foreground)));
      }
      if (!backgrounds.containsKey(part)) {
        problems.add(
            "background",
            "has no clip for %s, where %s and a fold called test are tested with"
                .formatted(part, options.testFolds()));
      }
    }
  }

  private Predicate<Clip> in(String part) {
    return clip -> part(clip.fold()).equals(part);
  }

  private static String folds(Dataset dataset) {
    return "it has the folds "
        + dataset.clips().stream()
            .map(clip -> String.valueOf(clip.fold()))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private String part(@Nullable String fold) {
    return fold != null && (fold.equals(TEST) || options.testFolds().contains(fold)) ? TEST : TRAIN;
  }

  /** Without folds every recording is on one side, whichever others there are. */
  private String dealt(Clip clip) {
    return dice(clip, "part").chance(0.5) ? TEST : TRAIN;
  }

  private Dice dice(Clip clip, String part) {
    return new Dice(Dice.seed(options.seed(), clip.id(), part));
  }

  private Optional<ClipGroup> group(Clip sound) {
    String part = part(sound.fold());
    Optional<Clip> drawn = background(sound, part);
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    AudioSource recording = drawn.get().audio();
    Excerpts starts =
        Excerpts.draw(dice(sound, "excerpts"), seconds(drawn.get()), options.seconds());
    AudioSource heard = excerpt(recording, starts.same());
    double snr = dice(sound, "snr").between(options.minSnr(), options.maxSnr());
    Map<String, Clip> clips = new LinkedHashMap<>();
    clips.put(
        MIXTURE,
        clip(sound, MIXTURE, part, new Mixture(sound.audio(), heard, options.seconds(), snr))
            .withLabels(sound.labels()));
    clips.put("same", clip(sound, "same", part, heard));
    clips.put("half", clip(sound, "half", part, excerpt(recording, starts.half())));
    clips.put("apart", clip(sound, "apart", part, excerpt(recording, starts.apart())));
    return Optional.of(new ClipGroup(sound.id(), clips, ""));
  }

  private AudioSource excerpt(AudioSource recording, double start) {
    return SourceAudio.excerpt(recording, start, options.seconds());
  }

  private static Clip clip(Clip sound, String role, String fold, AudioSource audio) {
    return Clip.of(sound.id() + "/" + role, audio).withFold(fold).withTags(List.of(role));
  }

  /** A recording that is long enough; each as likely as any other. */
  private Optional<Clip> background(Clip sound, String part) {
    List<Clip> candidates = backgrounds.getOrDefault(part, List.of());
    Dice dice = dice(sound, "background");
    Optional<Clip> drawn =
        IntStream.range(0, DRAWS)
            .mapToObj(draw -> dice.choose(candidates))
            .filter(this::isLongEnough)
            .findFirst();
    if (drawn.isPresent()) {
      return drawn;
    }
    List<Clip> longEnough = candidates.stream().filter(this::isLongEnough).toList();
    if (longEnough.isEmpty()) {
      problems.add(
          "background",
          "none of %d clips for %s lasts %s s"
              .formatted(candidates.size(), part, 2 * options.seconds()));
      return Optional.empty();
    }
    return Optional.of(dice.choose(longEnough));
  }

  private boolean isLongEnough(Clip clip) {
    return seconds(clip) >= 2 * options.seconds();
  }

  private double seconds(Clip clip) {
    return lengths.computeIfAbsent(
        clip.id(),
        id -> {
          try {
            return SourceAudio.seconds(clip.audio());
          } catch (AudioException e) {
            problems.add(id, String.valueOf(e.getMessage()));
            return 0.0;
          }
        });
  }

  /**
   * Where the excerpts of a background start, in seconds.
   *
   * @param same the one in the mixture
   * @param half the one that shares half of it
   * @param apart the one that shares nothing with it
   */
  record Excerpts(double same, double half, double apart) {
    /**
     * Draws them.
     *
     * @param length of the recording; at least twice {@code seconds}
     * @param seconds duration of an excerpt
     */
    static Excerpts draw(Dice dice, double length, double seconds) {
      // Room on one side at least for an excerpt that shares nothing.
      double same = outside(dice, length - seconds, length - 2 * seconds, seconds);
      boolean earlier = same >= seconds / 2;
      boolean later = same + 1.5 * seconds <= length;
      boolean early = earlier && (!later || dice.chance(0.5));
      double half = early ? same - seconds / 2 : same + seconds / 2;
      double apart = outside(dice, length - seconds, same - seconds, same + seconds);
      return new Excerpts(same, half, apart);
    }

    /** Uniform in {@code [0, before]} and {@code [after, last]}, as far as there are such. */
    private static double outside(Dice dice, double last, double before, double after) {
      if (after <= before) {
        return dice.between(0, last);
      }
      boolean both = before >= 0 && after <= last;
      double room = before + last - after;
      double share = both ? (room > 0 ? before / room : 0.5) : (before >= 0 ? 1 : 0);
      return dice.chance(share) ? dice.between(0, before) : dice.between(after, last);
    }
  }
}
