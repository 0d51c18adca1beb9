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
 * three excerpts of the recording that the background was cut from.
 *
 * <p>What is drawn for a sound is seeded with its id, so it depends on no other sound. The excerpt
 * in the mixture is drawn such that the others fit into the recording.
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

  private Dice dice(Clip clip, String part) {
    return new Dice(Dice.seed(options.seed(), clip.id(), part));
  }

  private Optional<ClipGroup> group(Clip sound) {
    String part = pool.part(sound);
    Optional<Clip> drawn = pool.background(part, 2 * options.seconds(), dice(sound, "background"));
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    AudioSource recording = drawn.get().audio();
    Excerpts starts =
        Excerpts.draw(dice(sound, "excerpts"), pool.seconds(drawn.get()), options.seconds());
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
