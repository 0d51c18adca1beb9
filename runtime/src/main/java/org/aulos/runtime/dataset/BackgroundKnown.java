package org.aulos.runtime.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * The data set {@code background-known} (Takeuchi et al., "Towards learning a difference-aware
 * general-purpose audio representation", section 5.2): each sound mixed with a background, and
 * three excerpts of the recording that the background was cut from. Of a sound with several
 * mixtures, the clips of the second are called {@code mixture 2}, {@code same 2} and so on.
 *
 * <p>What is drawn for a mixture is seeded with the id of its sound and its number, so it depends
 * on no other. The excerpt in the mixture is drawn such that the others fit into the recording.
 */
final class BackgroundKnown {
  private static final String MIXTURE = "mixture";
  private static final String REMEDY =
      "Name data sets of the configuration by 'foreground', whose clips have a label and a fold,"
          + " and 'background', with recordings of at least twice 'seconds' for training and for"
          + " test.";

  private final BackgroundKnownOptions options;
  private final SoundPool pool;
  private final Problems problems;

  private BackgroundKnown(BackgroundKnownOptions options, SoundPool pool, Problems problems) {
    this.options = options;
    this.pool = pool;
    this.problems = problems;
  }

  static Dataset create(BackgroundKnownOptions options, Resources resources) {
    Problems problems = new Problems();
    SoundPool.Source source =
        new SoundPool.Source(
            options.foreground(),
            options.background(),
            options.testFolds(),
            options.seconds(),
            3 * options.seconds(),
            options.seed());
    SoundPool pool = new SoundPool(source, resources, problems);
    return new BackgroundKnown(options, pool, problems).read();
  }

  private Dataset read() {
    List<Clip> clips = new ArrayList<>();
    List<ClipGroup> groups = new ArrayList<>();
    if (problems.none()) {
      for (Clip sound : pool.foreground().clips()) {
        group(sound).ifPresent(groups::add);
      }
    }
    problems.throwIfAny("Data set 'background-known'", REMEDY);
    groups.forEach(group -> clips.addAll(group.clips().values()));
    return new GroupedDataset(clips, pool.foreground().classes(), groups);
  }

  private Optional<ClipGroup> group(Clip sound) {
    Map<String, Clip> clips = new LinkedHashMap<>();
    for (int number = 1; number <= options.mixtures(); number++) {
      String suffix = number == 1 ? "" : " " + number;
      Map<String, AudioSource> heard = mixture(sound, suffix);
      if (heard.isEmpty()) {
        return Optional.empty();
      }
      heard.forEach((role, audio) -> clips.put(role + suffix, clip(sound, role + suffix, audio)));
    }
    return Optional.of(new ClipGroup(sound.id(), clips, ""));
  }

  /** A mixture and its backgrounds by their roles; nothing if there is no background. */
  private Map<String, AudioSource> mixture(Clip sound, String suffix) {
    Optional<Clip> drawn =
        pool.background(
            pool.part(sound), 2 * options.seconds(), dice(sound, "background" + suffix));
    if (drawn.isEmpty()) {
      return Map.of();
    }
    AudioSource recording = drawn.get().audio();
    Excerpts starts =
        Excerpts.draw(
            dice(sound, "excerpts" + suffix), pool.seconds(drawn.get()), options.seconds());
    AudioSource same = excerpt(recording, starts.same());
    double snr = dice(sound, "snr" + suffix).between(options.minSnr(), options.maxSnr());
    Map<String, AudioSource> heard = new LinkedHashMap<>();
    heard.put(MIXTURE, new Mixture(sound.audio(), same, options.seconds(), snr));
    heard.put("same", same);
    heard.put("half", excerpt(recording, starts.half()));
    heard.put("apart", excerpt(recording, starts.apart()));
    return heard;
  }

  private Dice dice(Clip clip, String part) {
    return new Dice(Dice.seed(options.seed(), clip.id(), part));
  }

  private AudioSource excerpt(AudioSource recording, double start) {
    return SourceAudio.excerpt(recording, start, options.seconds());
  }

  private Clip clip(Clip sound, String role, AudioSource audio) {
    Clip clip =
        Clip.of(sound.id() + "/" + role, audio).withFold(pool.part(sound)).withTags(List.of(role));
    return role.startsWith(MIXTURE) ? clip.withLabels(sound.labels()) : clip;
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
