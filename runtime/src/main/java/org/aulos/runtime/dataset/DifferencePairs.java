package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.Soundscape.Part;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * The data set {@code difference-pairs}: soundscapes of one or two sounds before a background, each
 * with a second that differs in one thing, and a text that says in what. It is of the kind of the
 * pairs that retrieval with auxiliary information was published with (Takeuchi et al. 2022).
 *
 * <p>Four pairs in a row are of the same sounds, each with another difference: only the text tells
 * which of their targets is wanted. The labels of a clip are the classes heard in it. What is drawn
 * for a pair does not depend on how many there are.
 */
final class DifferencePairs {
  private static final String QUERY = "query";
  private static final String TARGET = "target";
  private static final String REMEDY =
      "Name data sets of the configuration by 'foreground', whose clips have a label and a fold,"
          + " and 'background', with recordings of at least 'seconds' for training and for test.";

  /** Loudness of backgrounds, in LUFS. */
  private static final double REFERENCE = -30;

  /** By how much louder or softer something becomes, in dB. */
  private static final double STEP = 9;

  private static final int SAMPLE_RATE = 16_000;

  /** Pairs of the same sounds; less than the number of changes. */
  private static final int ALIKE = 4;

  private final DifferencePairsOptions options;
  private final SoundPool pool;
  private final Problems problems;

  private DifferencePairs(DifferencePairsOptions options, SoundPool pool, Problems problems) {
    this.options = options;
    this.pool = pool;
    this.problems = problems;
  }

  static Dataset create(DifferencePairsOptions options, Resources resources) {
    Problems problems = new Problems();
    SoundPool.Source source =
        new SoundPool.Source(
            options.foreground(),
            options.background(),
            options.testFolds(),
            options.seconds() / 2,
            options.seconds(),
            options.seed());
    SoundPool pool = new SoundPool(source, resources, problems);
    return new DifferencePairs(options, pool, problems).read();
  }

  private Dataset read() {
    List<ClipGroup> groups = new ArrayList<>();
    if (problems.none()) {
      add(SoundPool.TRAIN, options.pairs(), groups);
      add(SoundPool.TEST, options.testPairs(), groups);
    }
    problems.throwIfAny("Data set 'difference-pairs'", REMEDY);
    List<Clip> clips = groups.stream().flatMap(group -> group.clips().values().stream()).toList();
    return new GroupedDataset(clips, pool.foreground().classes(), groups);
  }

  private void add(String part, int count, List<ClipGroup> groups) {
    if (pool.sounds(part).stream().map(DifferencePairs::label).distinct().count() < 2) {
      problems.add("foreground", "has less than two classes for " + part);
    }
    for (int i = 0; i < count && problems.none(); i++) {
      String id = String.format(Locale.ROOT, "%s-%05d", part, i);
      pair(id, part, i).ifPresent(groups::add);
    }
  }

  /** A change of a soundscape, and the words for it. */
  private enum Change {
    ADD("add the sound of %s"),
    REMOVE("take away the sound of %s"),
    LOUDER("make the %s louder"),
    SOFTER("make the %s softer"),
    BACKGROUND_LOUDER("turn up the background"),
    BACKGROUND_SOFTER("turn down the background");

    private final String words;

    Change(String words) {
      this.words = words;
    }
  }

  private Optional<ClipGroup> pair(String id, String part, int index) {
    Dice dice = new Dice(Dice.seed(options.seed(), part, Integer.toString(index / ALIKE)));
    Change[] changes = Change.values();
    int first = dice.integer(0, changes.length - 1);
    Change change = changes[(first + index % ALIKE) % changes.length];
    Clip kept = dice.choose(pool.sounds(part));
    Clip changed = dice.choose(pool.sounds(part));
    while (label(changed).equals(label(kept))) {
      changed = dice.choose(pool.sounds(part));
    }
    Clip other = changed;
    return pool.background(part, options.seconds(), dice)
        .map(
            background -> {
              AudioSource behind =
                  SourceAudio.excerpt(
                      background.audio(),
                      dice.between(0, pool.seconds(background) - options.seconds()),
                      options.seconds());
              Scene scene = new Scene(behind, event(kept, dice), event(other, dice));
              return group(id, part, change, scene, label(kept), label(other));
            });
  }

  private static String label(Clip sound) {
    return sound.label().orElseThrow();
  }

  /** A sound of half the length of the clip at most, that ends within it. */
  private Part event(Clip sound, Dice dice) {
    double seconds = Math.min(pool.seconds(sound), options.seconds() / 2);
    return new Part(
        SourceAudio.excerpt(sound.audio(), 0, seconds),
        dice.between(0, options.seconds() - seconds),
        dice.between(3, 12));
  }

  /** What a pair is made of: a background, a sound that stays, and one that may not. */
  private record Scene(AudioSource background, Part kept, Part changed) {}

  private ClipGroup group(
      String id, String fold, Change change, Scene scene, String kept, String changed) {
    double behind =
        switch (change) {
          case BACKGROUND_LOUDER -> STEP;
          case BACKGROUND_SOFTER -> -STEP;
          default -> 0;
        };
    double level =
        switch (change) {
          case LOUDER -> STEP;
          case SOFTER -> -STEP;
          default -> 0;
        };
    Part own = scene.changed();
    Part other = new Part(own.source(), own.onset(), own.level() + level);
    List<Part> before = new ArrayList<>(List.of(new Part(scene.background(), 0, 0), scene.kept()));
    List<Part> after =
        new ArrayList<>(List.of(new Part(scene.background(), 0, behind), scene.kept()));
    if (change != Change.ADD) {
      before.add(own);
    }
    if (change != Change.REMOVE) {
      after.add(other);
    }
    Map<String, Clip> clips = new LinkedHashMap<>();
    clips.put(QUERY, clip(id + "/" + QUERY, before, List.of(kept, changed), fold));
    clips.put(TARGET, clip(id + "/" + TARGET, after, List.of(kept, changed), fold));
    return new ClipGroup(id, clips, change.words.formatted(changed.replaceAll("[_-]+", " ")));
  }

  private Clip clip(String id, List<Part> parts, List<String> classes, String fold) {
    List<String> heard = classes.subList(0, parts.size() - 1);
    return Clip.of(id, new Soundscape(parts, options.seconds(), REFERENCE, SAMPLE_RATE))
        .withLabels(heard)
        .withFold(fold);
  }
}
