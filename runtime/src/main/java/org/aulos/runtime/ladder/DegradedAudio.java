package org.aulos.runtime.ladder;

import org.aulos.api.Clip;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * The audio of a clip, made worse whenever it is asked for.
 *
 * @param clips reads the clip
 * @param clip the clip as it is
 * @param degradation what is done to it
 * @param seed of what is random about that
 */
record DegradedAudio(RecentClips clips, Clip clip, Degradation degradation, long seed)
    implements RenderedAudio {
  /** Of the effects: changes whenever any of them would sound different. */
  private static final int EDITION = 1;

  @Override
  public String recipe() {
    return "degradation edition %d: %s, %s, seed %d, of %s"
        .formatted(
            EDITION, degradation.ladder(), degradation.severity(), clipSeed(), clips.digest(clip));
  }

  @Override
  public Waveform render() {
    return degradation.apply(clips.read(clip), clipSeed());
  }

  private long clipSeed() {
    return Dice.seed(seed, clip.id());
  }

  /** The clip with this audio, under an id of its own. */
  Clip degraded() {
    return Clip.of(id(degradation, clip), this);
  }

  /** The id of a clip after a degradation. */
  static String id(Degradation degradation, Clip clip) {
    return degradation.ladder() + " " + degradation.severity() + "/" + clip.id();
  }
}
